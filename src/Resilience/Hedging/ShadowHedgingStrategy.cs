using Resilience.Pipelines;

namespace Resilience.Hedging;

/// <summary>
/// Hedging in shadow mode: one attempt, whose time and failure tell how many others there would have been. It cannot know whether they had
/// answered before.
/// </summary>
internal sealed class ShadowHedgingStrategy(HedgingOptionsBase options)
    : ResilienceStrategy(options.Name, StrategySteps.Enter | StrategySteps.Leave)
{
    private readonly HedgingDelay _delay = options.Delay;
    private readonly Func<HedgingDelayArguments, TimeSpan?>? _generator = options.DelayGenerator;
    private readonly FailureFilter _handle = options.Handle;
    private readonly bool _hedgesRejections = options.HedgeRejections;
    private readonly int _maxAttempts = options.MaxAttempts;
    private readonly string _words = HedgingText.Describe(options);
    private TimeProvider _clock = TimeProvider.System;

    public override StrategyFacts Facts { get; } = HedgingText.FactsOf(options);

    public override string ToString() => _words;

    internal override void Prepare(PipelineSettings settings) => _clock = settings.TimeProvider;

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        frame.SlotOf(Index).Entry = _clock.GetTimestamp();
        return EntryVerdict.Proceed;
    }

    protected internal override void Success(ExecutionFrame frame)
    {
        TimeSpan duration = _clock.GetElapsedTime(frame.SlotOf(Index).Entry);
        _ = CountByTime(frame, duration);
        _delay.RecordAnswer(duration);
    }

    protected internal override void Cancelled(ExecutionFrame frame) =>
        CountByTime(frame, _clock.GetElapsedTime(frame.SlotOf(Index).Entry));

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        int attempts = CountByTime(frame, _clock.GetElapsedTime(frame.SlotOf(Index).Entry));
        bool handled = failure.IsRejected ? _hedgesRejections : frame.IsOwnJudgement || _handle.Matches(failure);
        if (handled && attempts < _maxAttempts)
            frame.WouldHave(this, "hedge");
        return FailureVerdict.Propagate;
    }

    /// <summary>Counts the attempts that would have been started while this one ran; returns how many there would have been.</summary>
    private int CountByTime(ExecutionFrame frame, TimeSpan duration)
    {
        int attempts = 1;
        for (TimeSpan begins = TimeSpan.Zero; attempts < _maxAttempts; attempts++)
        {
            TimeSpan delay = _delay.Current;
            delay = _generator?.Invoke(new(attempts + 1, delay, frame.Context)) ?? delay;
            if (delay < TimeSpan.Zero || delay > duration - begins)
                break;
            begins += delay;
            frame.WouldHave(this, "hedge");
        }

        return attempts;
    }
}
