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
        var call = new FanOutCall(began, permit, CircuitBreaker is not null, source);
        if (!made.IsCompletedSuccessfully)
            return AwaitAsync(made.AsTask(), call, limit, clock, cancellationToken);
        call.Release();
        return new(Settled(made.Result, call, clock));
    }

    private async ValueTask<Outcome<TResult>> AwaitAsync(
        Task<Outcome<TResult>> made, FanOutCall call, TimeSpan limit, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            Outcome<TResult> outcome = await made.WaitAsync(limit, clock, cancellationToken).ConfigureAwait(false);
            call.Release();
            return Settled(outcome, call, clock);
        }
        catch (TimeoutException)
        {
            _ = DropAsync(made, call);
            return Settled(Classified.Failure<TResult>(new OperationTimedOutException(limit, Name)), call, clock);
        }
        catch (OperationCanceledException)
        {
            _ = DropAsync(made, call);
            return Settled(Outcome.Cancelled<TResult>(cancellationToken), call, clock);
        }
    }

    private Outcome<TResult> Settled(in Outcome<TResult> outcome, FanOutCall call, TimeProvider clock)
    {
        call.Settle(outcome);
        _statistics.Add(outcome, clock.GetElapsedTime(call.Began), clock);
        return outcome;
    }

    private static async Task DropAsync(Task<Outcome<TResult>> late, FanOutCall call)
    {
        call.Cancel();
        Discarding.DisposeElsewhere(await late.ConfigureAwait(false));
        call.Release();
    }
}
