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
            return Classified.OutcomeOf<TResult>(error, cancellationToken);
        }

        return await InvokeAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether there is nothing around the call.</summary>
    internal bool IsBare => Pipeline is null && Initialize is null;

    internal ValueTask<TResult> CallBareAsync(TRequest request, CancellationToken cancellationToken) => _call(request, cancellationToken);

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
            return Classified.OutcomeOf<TResult>(error, cancellationToken);
        }
    }
}
