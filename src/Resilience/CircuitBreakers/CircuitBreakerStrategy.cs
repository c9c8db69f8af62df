using System.Runtime.CompilerServices;
using Resilience.Pipelines;

namespace Resilience.CircuitBreakers;

/// <summary>A breaker's place in a pipeline. The permit and the time at which it was given are kept in the frame.</summary>
internal sealed class CircuitBreakerStrategy(CircuitBreaker breaker, bool inShadow)
    : ResilienceStrategy(breaker.Name, StrategySteps.Enter | StrategySteps.Leave)
{
    private bool _sharesTimeline;

    public CircuitBreaker Breaker => breaker;

    public override string ToString() => breaker.ToString();

    internal override void Prepare(PipelineSettings settings)
    {
        _sharesTimeline = ReferenceEquals(settings.Timeline, breaker.Timeline);
        breaker.Audience.Add(settings.Telemetry);
    }

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        long now = _sharesTimeline ? frame.EntryTime : breaker.Timeline.Now;
        if (!breaker.TryPass(now, out long permit, frame.Stripe))
            return EnterSlowly(frame, now);
        ref FrameSlot slot = ref frame.SlotOf(Index);
        slot.Entry = permit;
        slot.Due = now;
        return EntryVerdict.Proceed;
    }

    protected internal override void Success(ExecutionFrame frame)
    {
        ref FrameSlot slot = ref frame.SlotOf(Index);
        breaker.Succeed(slot.Entry, slot.Due, ref frame.Stripe);
    }

    protected internal override void Cancelled(ExecutionFrame frame)
    {
        ref FrameSlot slot = ref frame.SlotOf(Index);
        breaker.Release(slot.Entry, slot.Due, ref frame.Stripe);
    }

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        ref FrameSlot slot = ref frame.SlotOf(Index);
        breaker.Fail(slot.Entry, slot.Due, failure, frame.IsOwnJudgement, ref frame.Stripe);
        return FailureVerdict.Propagate;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private EntryVerdict EnterSlowly(ExecutionFrame frame, long now)
    {
        bool letsPass = inShadow || breaker.ShadowMode;
        Rejection? refusal = breaker.EnterSlowly(
            letsPass, ref now, out long permit, out TimeSpan? retryAfter, ref frame.Stripe);
        ref FrameSlot slot = ref frame.SlotOf(Index);
        slot.Entry = permit;
        slot.Due = now;
        if (refusal is null)
            return EntryVerdict.Proceed;
        if (letsPass)
        {
            frame.WouldHave(this, refusal.Code);
            return EntryVerdict.Proceed;
        }

        frame.Reject(refusal, retryAfter);
        return EntryVerdict.Stop;
    }
}
