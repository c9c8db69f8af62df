using System.Runtime.CompilerServices;
using Resilience.Pipelines;

namespace Resilience.RateLimiting;

/// <summary>A limit's place in a pipeline. A call that goes well only enters: what it took it keeps.</summary>
internal sealed class RateLimitStrategy(Throttle limit, bool inShadow) : ResilienceStrategy(limit.Name, StrategySteps.Enter)
{
    private readonly Func<ResilienceContext, int>? _weight = limit.Weight;

    public override string ToString() => limit.ToString();

    internal override void Prepare(PipelineSettings settings) => limit.Audience.Add(settings.Telemetry);

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        int weight = _weight is null ? 1 : _weight(frame.Context);
        return limit.TryTakeFast(weight) ? EntryVerdict.Proceed : EnterSlowly(frame, weight);
    }

    /// <summary>Waits for permits. A call whose caller goes, or whose time is up, was never begun, and gives them back.</summary>
    protected internal override async ValueTask<EntryVerdict> EnterAsync(ExecutionFrame frame)
    {
        RateReservation? reservation = limit.TryQueue((int)frame.SlotOf(Index).Entry, Patience(frame), out TimeSpan delay);
        if (reservation is null)
            return Refuse(frame, delay);
        await reservation.WaitAsync(frame.CallerToken).ConfigureAwait(false);
        limit.LeaveQueue();
        if (frame.CallerToken.IsCancellationRequested)
        {
            reservation.Refund();
            frame.Fail(new OperationCanceledException(frame.CallerToken));
            return EntryVerdict.Stop;
        }

        if (frame.Remaining(this) != TimeSpan.Zero)
            return EntryVerdict.Proceed;
        reservation.Refund();
        return Refuse(frame, TimeSpan.Zero);
    }

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        if (limit.DrainOnRateLimit && failure.Cause == FailureCause.RateLimit && !failure.IsRejected && !IsShadow)
            limit.Drain(failure.RetryAfter < limit.DrainCap ? failure.RetryAfter : failure.RetryAfter is null ? null : limit.DrainCap);
        return FailureVerdict.Propagate;
    }

    private bool IsShadow => inShadow || limit.ShadowMode;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private EntryVerdict EnterSlowly(ExecutionFrame frame, int weight)
    {
        // In shadow mode a call takes what it would take, and does not wait for it.
        bool isShadow = IsShadow;
        TimeSpan patience = limit.MaxWait == TimeSpan.Zero ? TimeSpan.Zero : Patience(frame);
        if (limit.TryTake(weight, isShadow ? limit.Clock.Units(patience) : 0, out _, out TimeSpan delay))
            return EntryVerdict.Proceed;
        if (isShadow)
        {
            limit.CountRefusal(inShadow: true);
            frame.WouldHave(this, limit.Rejection.Code);
            return EntryVerdict.Proceed;
        }

        if (delay == Timeout.InfiniteTimeSpan)
        {
            limit.CountRefusal(inShadow: false);
            frame.Fail(new ArgumentOutOfRangeException(
                nameof(weight), weight, $"A call can never have {weight} permits of {limit}: there are {limit.Most} at most."));
            return EntryVerdict.Stop;
        }

        if (delay > patience)
            return Refuse(frame, delay);
        frame.SlotOf(Index).Entry = weight;
        return EntryVerdict.Wait;
    }

    private TimeSpan Patience(ExecutionFrame frame) =>
        frame.Remaining(this) is { } remaining && remaining < limit.MaxWait ? remaining : limit.MaxWait;

    private EntryVerdict Refuse(ExecutionFrame frame, TimeSpan retryAfter)
    {
        limit.CountRefusal(inShadow: false);
        frame.Reject(limit.Rejection, retryAfter);
        return EntryVerdict.Stop;
    }
}
