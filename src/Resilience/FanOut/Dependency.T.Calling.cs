using Resilience.FanOut;

namespace Resilience;

// A call, its outcome always a value.
public sealed partial class Dependency<TRequest, TResult>
{
    /// <summary>Makes the call, after what has to be initialized. The circuit breaker is the business of whoever calls this.</summary>
    internal ValueTask<Outcome<TResult>> CallAsync(
        TRequest request, TimeSpan initializationLimit, TimeProvider clock, CancellationToken cancellationToken) =>
        Initialize is { } initialize && !Once(initialize).IsDone
            ? InitializeAndCallAsync(initialize, request, initializationLimit, clock, cancellationToken)
            : InvokeAsync(request, cancellationToken);

    private OnceInitialized Once(Func<CancellationToken, ValueTask> initialize) =>
        LazyInitializer.EnsureInitialized(ref _initialized, () => new OnceInitialized(initialize));

    private async ValueTask<Outcome<TResult>> InitializeAndCallAsync(
        Func<CancellationToken, ValueTask> initialize,
        TRequest request,
        TimeSpan limit,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        try
        {
            await Once(initialize).WaitAsync(limit, clock, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return Classified.Failure<TResult>(new OperationTimedOutException(limit, $"initialization of {Name}"));
        }
        catch (Exception error)
        {
            return OutcomeOf(error, cancellationToken);
        }

        return await InvokeAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Outcome<TResult>> InvokeAsync(TRequest request, CancellationToken cancellationToken)
    {
        try
        {
            if (Pipeline is { } pipeline)
            {
                return await pipeline.ExecuteOutcomeAsync(
                    static (state, token) => state._call(state.request, token), (_call, request), cancellationToken).ConfigureAwait(false);
            }

            return Outcome.Success(await _call(request, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error)
        {
            return OutcomeOf(error, cancellationToken);
        }
    }

    private static Outcome<TResult> OutcomeOf(Exception error, CancellationToken cancellationToken) => error switch
    {
        OperationCanceledException cancelled when cancellationToken.IsCancellationRequested => Outcome.Cancelled<TResult>(cancelled),
        RejectedException rejected => Outcome.Rejected<TResult>(rejected.Rejection, rejected.RetryAfter),
        _ => Classified.Failure<TResult>(error),
    };
}
