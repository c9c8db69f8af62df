using Resilience.Pipelines;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience.Retries;

/// <summary>
/// Orders further attempts. It has no part in a success: it is entered only if the time since the first attempt, or the number of calls,
/// must be known.
/// </summary>
internal sealed class RetryStrategy : ResilienceStrategy
{
    private readonly int _maxAttempts;
    private readonly FailureFilter _handle;
    private readonly bool _retryRejections;
    private readonly TimeSpan? _maxDelay;
    private readonly TimeSpan? _maxElapsed;
    private readonly bool _hasLimits;
    private readonly RetryBudget? _budget;
    private readonly Func<RetryArguments, ValueTask>? _onRetry;
    private readonly RetrySchedule _schedule;
    private readonly bool _isShadow;
    private Timeline _timeline = Timeline.Coarse;

    public RetryStrategy(RetryOptionsBase options, bool isShadow = false)
        : base(options.Name, NeedsEntry(options) && !isShadow ? StrategySteps.Enter : StrategySteps.None)
    {
        _isShadow = isShadow;
        _maxAttempts = options.MaxAttempts;
        _handle = options.Handle;
        _retryRejections = options.RetryRejections;
        _maxDelay = options.MaxDelay;
        _maxElapsed = options.MaxElapsed;
        _hasLimits = _maxDelay is not null || _maxElapsed is not null;
        _budget = options.Budget;
        _onRetry = options.OnRetry;
        _schedule = new(options.Backoff, options.DelayGenerator, options.RetryAfterCap, options.Randomizer);
    }

    public override StrategyFacts Facts => new() { MaxAttempts = _maxAttempts, LongestDelays = _schedule.LongestDelays(_maxAttempts - 1) };

    public override string ToString()
    {
        string attempts = _maxAttempts == int.MaxValue ? "attempts without end" : $"{_maxAttempts} attempts";
        string wait = _maxDelay is { } longest ? $", no wait over {DurationText.Format(longest)}" : "";
        string elapsed = _maxElapsed is { } limit ? $", within {DurationText.Format(limit)}" : "";
        string handled = _retryRejections ? $"{_handle} or rejection" : _handle.ToString();
        string budget = _budget is null ? "" : $", budget {_budget}";
        return $"{Name} ({attempts} on {handled}, {_schedule}{wait}{elapsed}{budget})";
    }

    public RetryBudget? Budget => _budget;

    internal override bool TimesAttempts => _onRetry is not null;

    internal override void Prepare(PipelineSettings settings) => _timeline = settings.Timeline;

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        frame.Slot(this).Entry = frame.AttemptBegan = _timeline.Now;
        _budget?.RecordCall();
        return EntryVerdict.Proceed;
    }

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure)
    {
        if (!Handles(frame, failure))
            return FailureVerdict.Propagate;

        ref FrameSlot slot = ref frame.SlotOf(Index);
        if (_maxAttempts != int.MaxValue && slot.Count + 1 >= _maxAttempts)
            return GiveUp(frame, failure);
        if (_isShadow)
            return LetBe(frame);

        if (slot.Count < int.MaxValue)
            slot.Count++;
        TimeSpan delay = _schedule.Next(frame, failure, slot.Count, TimeSpan.FromTicks(slot.Memory));
        slot.Memory = delay.Ticks;
        if (!Fits(frame, delay, slot.Entry) || _budget?.TryAcquire() == false)
            return GiveUp(frame, failure);

        frame.Publish(ResilienceEventKind.Retrying, this, delay, failure);
        return _onRetry is null ? frame.Retry(delay) : FailureVerdict.Wait;
    }

    protected internal override async ValueTask<FailureVerdict> FailureAsync(ExecutionFrame frame, FailedAttempt failure)
    {
        TimeSpan delay = TimeSpan.FromTicks(frame.Slot(this).Memory);
        TimeSpan duration = _timeline.Since(frame.AttemptBegan);
        var arguments = new RetryArguments(frame.Attempt, failure, delay, duration, frame.Context);
        await frame.NotifyAsync(this, _onRetry, arguments).ConfigureAwait(false);

        // The handler took time, too: what fitted before it may not fit any more.
        return Fits(frame, delay, frame.Slot(this).Entry) ? frame.Retry(delay) : GiveUp(frame, failure);
    }

    private static bool NeedsEntry(RetryOptionsBase options) =>
        options.MaxElapsed is not null || options.Budget is not null || options.OnRetry is not null;

    private bool Handles(ExecutionFrame frame, in FailedAttempt failure) =>
        failure.IsRejected ? _retryRejections : frame.IsOwnJudgement || _handle.Matches(failure);

    /// <summary>
    /// Whether the delay ends before every limit. A retry that would only meet the deadline gives the real outcome at once.
    /// </summary>
    private bool Fits(ExecutionFrame frame, TimeSpan delay, long entered) =>
        frame.HasTimeFor(delay, Index)
        && (!_hasLimits || !(delay > _maxDelay || (_maxElapsed is { } limit && _timeline.Since(entered) + delay > limit)));

    private FailureVerdict LetBe(ExecutionFrame frame)
    {
        frame.WouldHave(this, "retry");
        return FailureVerdict.Propagate;
    }

    private FailureVerdict GiveUp(ExecutionFrame frame, in FailedAttempt failure)
    {
        frame.Publish(ResilienceEventKind.RetriesExhausted, this, default, failure);
        return FailureVerdict.Propagate;
    }
}
