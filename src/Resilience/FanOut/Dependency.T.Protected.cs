using Resilience.FanOut;
using Resilience.Pipelines;

namespace Resilience;

// One call with everything around it, as chains and balancers make it.
public sealed partial class Dependency<TRequest, TResult>
{
    /// <summary>Whether a call is known to be in vain: the circuit would refuse it, or the health is bad.</summary>
    internal bool IsKnownToBeDown => CircuitBreaker is { RefusesAll: true } || Health is { State: HealthState.Unhealthy };

    /// <summary>
    /// Calls within a time. A call that ignores its token is left behind: it is observed, and its result disposed of. The breaker and the
    /// statistics are told.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="limit">The time.</param>
    /// <param name="clock">Its clock.</param>
    /// <param name="cancellationToken">The caller's.</param>
    internal ValueTask<Outcome<TResult>> CallWithinAsync(
        TRequest request, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        CircuitPermit permit = default;
        if (CircuitBreaker is { } breaker && !breaker.TryEnter(out permit, out Rejection? rejection, out TimeSpan? retryAfter))
        {
            _statistics.Refused();
            return new(Outcome.Rejected<TResult>(rejection!, retryAfter));
        }

        long began = clock.GetTimestamp();
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ValueTask<Outcome<TResult>> made = CallAsync(request, limit, clock, source.Token);
        if (!made.IsCompletedSuccessfully)
            return AwaitAsync(made.AsTask(), new(began, source, permit), limit, clock, cancellationToken);
        source.Dispose();
        return new(Settled(made.Result, permit, began, clock));
    }

    private async ValueTask<Outcome<TResult>> AwaitAsync(
        Task<Outcome<TResult>> made, FanOutCall call, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        Outcome<TResult> outcome;
        try
        {
            outcome = await made.WaitAsync(limit, clock, cancellationToken).ConfigureAwait(false);
            call.Source!.Dispose();
        }
        catch (TimeoutException)
        {
            _ = DropAsync(made, call.Source!);
            outcome = Classified.Failure<TResult>(new OperationTimedOutException(limit, Name));
        }
        catch (OperationCanceledException)
        {
            _ = DropAsync(made, call.Source!);
            outcome = Outcome.Cancelled<TResult>(cancellationToken);
        }

        return Settled(outcome, call.Permit, call.Began, clock);
    }

    private Outcome<TResult> Settled(in Outcome<TResult> outcome, CircuitPermit permit, long began, TimeProvider clock)
    {
        if (CircuitBreaker is not null)
            CircuitPermits.Settle(permit, outcome);
        long now = clock.GetTimestamp();
        _statistics.Add(outcome, clock.GetElapsedTime(began, now), now, clock);
        return outcome;
    }

    // What somebody has registered with the token is not to run here. The source lets go of the caller's token when the call has ended.
    private static async Task DropAsync(Task<Outcome<TResult>> late, CancellationTokenSource source)
    {
        _ = source.CancelAsync();
        Discarding.DisposeElsewhere(await late.ConfigureAwait(false));
        source.Dispose();
    }
}
