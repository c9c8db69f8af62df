using Resilience.Pipelines;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience.Timeouts;

/// <summary>
/// Sets a deadline on the way in; claims the cancellation that the deadline caused on the way out. Success costs nothing.
/// </summary>
internal sealed class TimeoutStrategy(TimeoutOptions options)
    : ResilienceStrategy(options.Name, StrategySteps.Enter | StrategySteps.Deadline)
{
    private readonly TimeSpan _timeout = options.Timeout;
    private readonly Func<TimeoutGeneratorArguments, TimeSpan>? _generator = options.TimeoutGenerator;
    private readonly Func<TimeoutArguments, ValueTask>? _onTimeout = options.OnTimeout;
    private readonly bool _urgent = PipelineCore.IsUrgent(options.Timeout);
    private readonly string _words = Describe(options);
    private long _units;

    public override StrategyFacts Facts { get; } = FactsOf(options);

    internal override bool Abandons { get; } = options.Abandon;

    public static StrategyFacts FactsOf(TimeoutOptions options) =>
        options.TimeoutGenerator is null ? new() { TimeLimit = options.Timeout } : new() { TimeLimitVaries = true };

    public static string Describe(TimeoutOptions options)
    {
        string limit = options.TimeoutGenerator is null ? DurationText.Format(options.Timeout) : "decided call by call";
        return $"{options.Name} ({limit}{(options.Abandon ? ", abandons" : "")})";
    }

    public override string ToString() => _words;

    internal override void Prepare(PipelineSettings settings) => _units = settings.Timeline.Units(_timeout);

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        if (_generator is null)
            frame.SetDeadlineUnits(Index, _units, _urgent);
        else
            EnterWithGenerator(frame, _generator);
        return EntryVerdict.Proceed;
    }

    protected internal override FailureVerdict Failure(ExecutionFrame frame, in FailedAttempt failure) =>
        frame.DeadlinePassed(this) && failure.Exception is OperationCanceledException ? FailureVerdict.Wait : FailureVerdict.Propagate;

    protected internal override async ValueTask<FailureVerdict> FailureAsync(ExecutionFrame frame, FailedAttempt failure)
    {
        TimeSpan timeout = _generator is null ? _timeout : TimeSpan.FromTicks(frame.Slot(this).Entry);
        var exception = new OperationTimedOutException(timeout, Name, failure.Exception);
        frame.Publish(ResilienceEventKind.TimedOut, this, timeout, failure);
        if (_onTimeout is not null)
            await frame.NotifyAsync(this, _onTimeout, new TimeoutArguments(timeout, frame.Attempt, frame.Context)).ConfigureAwait(false);
        return frame.FailWith(exception);
    }

    private void EnterWithGenerator(ExecutionFrame frame, Func<TimeoutGeneratorArguments, TimeSpan> generator)
    {
        TimeSpan timeout = generator(new(frame.Attempt, frame.Context));
        frame.Slot(this).Entry = timeout.Ticks;
        frame.SetDeadline(this, timeout);
    }
}
