using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience.Timeouts;

/// <summary>A timeout in shadow mode: it sets no deadline, and counts the attempts that would have met one.</summary>
internal sealed class ShadowTimeoutStrategy(TimeoutOptions options)
    : ResilienceStrategy(options.Name, StrategySteps.Enter | StrategySteps.Leave)
{
    private readonly TimeSpan _timeout = options.Timeout;
    private readonly Func<TimeoutGeneratorArguments, TimeSpan>? _generator = options.TimeoutGenerator;
    private Timeline _timeline = Timeline.Coarse;

    public override StrategyFacts Facts { get; } = TimeoutStrategy.FactsOf(options);

    public override string ToString() => TimeoutStrategy.Describe(options);

    internal override void Prepare(PipelineSettings settings) => _timeline = settings.Timeline;

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        TimeSpan timeout = _generator is null ? _timeout : _generator(new(frame.Attempt, frame.Context));
        frame.SlotOf(Index).Entry = timeout > TimeSpan.Zero ? _timeline.Now + _timeline.Units(timeout) : Timeline.Never;
        return EntryVerdict.Proceed;
    }

    protected internal override void Success(ExecutionFrame frame) => Leave(frame);

    protected internal override void Cancelled(ExecutionFrame frame) => Leave(frame);

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        Leave(frame);
        return FailureVerdict.Propagate;
    }

    private void Leave(ExecutionFrame frame)
    {
        if (_timeline.Now >= frame.SlotOf(Index).Entry)
            frame.WouldHave(this, ErrorCodes.Timeout);
    }
}
