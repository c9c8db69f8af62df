using System.Runtime.CompilerServices;
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

    public override string ToString() => Name;

    internal override void Prepare(PipelineSettings settings)
    {
        _timeline = settings.Timeline;
        _microsecondsPerUnit = _timeline.Span(Sample).TotalMicroseconds / Sample;
    }

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        frame.SlotOf(Index).Due = frame.EntryTime;
        return EntryVerdict.Proceed;
    }

    protected internal override void Success(ExecutionFrame frame) =>
        metrics.Counts.Succeeded(MicrosecondsSince(frame.SlotOf(Index).Due), frame.Attempt);

    protected internal override void Cancelled(ExecutionFrame frame) => metrics.Counts.Cancelled(frame.Attempt);

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        if (failure.IsRejected)
            metrics.Counts.Rejected(frame.Attempt);
        else
            metrics.Counts.Failed(MicrosecondsSince(frame.SlotOf(Index).Due), frame.Attempt);
        return FailureVerdict.Propagate;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long MicrosecondsSince(long start)
    {
        long took = _timeline.Now - start;
        return took == 0 ? 0 : (long)(took * _microsecondsPerUnit);
    }
}
