using System.Runtime.CompilerServices;
using Resilience.Pipelines;

namespace Resilience.RateLimiting;

/// <summary>
/// A limit's place in a pipeline. A call that goes well only enters: what it took it keeps. One that a strategy inside refuses before its
/// callback began has used nothing, and gives it back.
/// </summary>
/// <remarks>The slot keeps the mark of what was taken in <c>Entry</c>, and the attempt and the weight in <c>Due</c>.</remarks>
internal sealed class RateLimitStrategy(RateLimit limit, bool inShadow) : ResilienceStrategy(limit.Name, StrategySteps.Enter)
{
    private readonly Func<ResilienceContext, int>? _weight = limit.Weight;

    public RateLimit Limit => limit;

    private bool IsShadow => inShadow || limit.ShadowMode;

    public override string ToString() => limit.ToString();

    internal override void Prepare(PipelineSettings settings) => limit.Audience.Add(settings.Telemetry);

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        int weight = _weight is null ? 1 : _weight(frame.Context);
        return limit.TryTakeFast(weight, out long mark) ? Enter(frame, weight, mark) : EnterSlowly(frame, weight);
    }

    /// <summary>Waits for permits. A call whose caller goes, or whose time is up, was never begun, and gives them back.</summary>
    protected internal override async ValueTask<EntryVerdict> EnterAsync(ExecutionFrame frame)
    {
        int weight = (int)frame.SlotOf(Index).Entry;
        CancellationToken caller = frame.CallerToken;
        RateReservation? reservation = await limit.QueueAsync(weight, Patience(frame), caller).ConfigureAwait(false);
        if (reservation is null)
        {
            frame.Fail(new OperationCanceledException(caller));
            return EntryVerdict.Stop;
        }

        if (!reservation.IsGranted)
            return Refuse(frame, reservation.Delay);
        if (frame.Remaining(this) != TimeSpan.Zero)
            return Enter(frame, weight, reservation.Mark);
        reservation.Refund();
        return Refuse(frame, TimeSpan.Zero);
    }

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        if (frame.EndedOnEntry)
            GiveBack(frame);
        else if (limit.DrainOnRateLimit && failure.Cause == FailureCause.RateLimit && !failure.IsRejected)
            limit.Drain(failure.RetryAfter < limit.DrainCap ? failure.RetryAfter : failure.RetryAfter is null ? null : limit.DrainCap);
        return FailureVerdict.Propagate;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private EntryVerdict Enter(ExecutionFrame frame, int weight, long mark)
    {
        ref FrameSlot slot = ref frame.SlotOf(Index);
        slot.Entry = mark;
        slot.Due = ((long)frame.Attempt << 32) | (uint)weight;
        return EntryVerdict.Proceed;
    }

    private void GiveBack(ExecutionFrame frame)
    {
        // If a strategy inside has made further attempts, an earlier one may have reached the callback.
        ref FrameSlot slot = ref frame.SlotOf(Index);
        if (slot.Due >> 32 == frame.Attempt)
            limit.Return(new((int)slot.Due, 0, 0, slot.Entry));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private EntryVerdict EnterSlowly(ExecutionFrame frame, int weight)
    {
        // In shadow mode a call takes what it would take, and does not wait for it.
        bool isShadow = IsShadow;
        TimeSpan patience = limit.MaxWait == TimeSpan.Zero ? TimeSpan.Zero : Patience(frame);
        if (limit.TryTake(weight, isShadow ? limit.Clock.Units(patience) : 0, out LimitGrant grant, out TimeSpan delay))
            return Enter(frame, weight, grant.Mark);
        if (isShadow)
        {
            limit.CountRefusal(inShadow: true);
            frame.WouldHave(this, limit.Rejection.Code);
            return Enter(frame, weight: 0, mark: 0);
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

    /// <summary>How long a call can wait; a permit that comes with its deadline comes too late.</summary>
    private TimeSpan Patience(ExecutionFrame frame) =>
        frame.Remaining(this) is not { } remaining || remaining > limit.MaxWait ? limit.MaxWait
        : remaining > TimeSpan.Zero ? remaining - TimeSpan.FromTicks(1)
        : TimeSpan.Zero;

    private EntryVerdict Refuse(ExecutionFrame frame, TimeSpan retryAfter)
    {
        limit.CountRefusal(inShadow: false);
        frame.Reject(limit.Rejection, retryAfter);
        return EntryVerdict.Stop;
    }
}
