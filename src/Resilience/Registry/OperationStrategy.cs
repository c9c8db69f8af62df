using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience.Registry;

/// <summary>Counts the calls of an operation. It stands outermost, so it sees what callers see.</summary>
internal sealed class OperationStrategy(OperationMetrics metrics)
    : ResilienceStrategy("operation metrics", StrategySteps.Enter | StrategySteps.Leave)
{
    private const long Sample = 1L << 40;

    private Timeline _timeline = Timeline.Coarse;
    private double _microsecondsPerUnit;
    private bool _isCoarse = true;

    public override string ToString() => Name;

    internal override void Prepare(PipelineSettings settings)
    {
        _timeline = settings.Timeline;
        _isCoarse = ReferenceEquals(_timeline, Timeline.Coarse);
        _microsecondsPerUnit = _timeline.Span(Sample).TotalMicroseconds / Sample;
    }

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        frame.SlotOf(Index).Due = frame.EntryTime;
        return EntryVerdict.Proceed;
    }

    protected internal override void Success(ExecutionFrame frame)
    {
        OperationCounts counts = metrics.Counts;
        counts.Succeeded(ref frame.Stripe);
        long took = (_isCoarse ? Environment.TickCount64 : _timeline.Now) - frame.SlotOf(Index).Due;
        if (took != 0 || frame.Attempt > 1)
            counts.SucceededSlowly(Microseconds(took), frame.Attempt);
    }

    protected internal override void Cancelled(ExecutionFrame frame) => metrics.Counts.Cancelled(frame.Attempt);

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        if (failure.IsRejected)
            metrics.Counts.Rejected(frame.Attempt);
        else
            metrics.Counts.Failed(Microseconds(_timeline.Now - frame.SlotOf(Index).Due), frame.Attempt);
        return FailureVerdict.Propagate;
    }

    private long Microseconds(long units) => (long)(units * _microsecondsPerUnit);
}
