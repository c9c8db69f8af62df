using System.Diagnostics.CodeAnalysis;

namespace Resilience.Pipelines;

/// <summary>
/// One execution of a pipeline, as its strategies see it. Frames are used again: a strategy must not keep one beyond the step that
/// received it.
/// </summary>
[Experimental(ExperimentalIds.StrategyContract)]
public sealed partial class ExecutionFrame
{
    internal ExecutionFrame()
    {
    }

    /// <summary>Which attempt this is: 1 until the callback is started again.</summary>
    public int Attempt { get; internal set; }

    /// <summary>The caller's token. It is not cancelled by timeouts; the one that the callback receives is.</summary>
    public CancellationToken CallerToken => _caller;

    /// <summary>The clock of the pipeline.</summary>
    public TimeProvider TimeProvider => Core.TimeProvider;

    /// <summary>The name of the pipeline.</summary>
    public string PipelineName => Core.Telemetry.PipelineName;

    /// <summary>
    /// The context of the execution. If the caller gave none, one is made now, so that callbacks can leave messages for each other.
    /// </summary>
    public ResilienceContext Context => _context ??= new ResilienceContext(null, _caller);

    /// <summary>What the strategy remembers of this execution.</summary>
    /// <param name="strategy">The strategy itself.</param>
    /// <exception cref="ArgumentNullException"><paramref name="strategy"/> is null.</exception>
    public ref FrameSlot Slot(ResilienceStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return ref _slots[strategy.Index];
    }

    /// <summary>The time until the deadline that was set outside of the strategy; null if there is none, zero if it has passed.</summary>
    /// <param name="strategy">The strategy itself.</param>
    /// <exception cref="ArgumentNullException"><paramref name="strategy"/> is null.</exception>
    public TimeSpan? Remaining(ResilienceStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        long due = DueOutside(strategy.Index);
        if (due == Timing.Timeline.Never)
            return null;
        TimeSpan left = Core.Timeline.Until(due);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>
    /// Has the attempt's token cancelled when <paramref name="timeout"/> has passed, unless the attempt ends before. Only from
    /// <see cref="ResilienceStrategy.Enter"/>, by a strategy with <see cref="StrategySteps.Deadline"/>, which must set one on every entry.
    /// </summary>
    /// <param name="strategy">The strategy itself.</param>
    /// <param name="timeout">The time from now; <see cref="Timeout.InfiniteTimeSpan"/>, zero or less for none.</param>
    /// <exception cref="ArgumentNullException"><paramref name="strategy"/> is null.</exception>
    public void SetDeadline(ResilienceStrategy strategy, TimeSpan timeout)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        if (timeout <= TimeSpan.Zero)
        {
            _slots[strategy.Index].Due = Timing.Timeline.Never;
            return;
        }

        SetDeadlineUnits(strategy.Index, Core.Timeline.Units(timeout), PipelineCore.IsUrgent(timeout));
    }

    /// <summary>Whether the deadline that ended this attempt is the one that the strategy set.</summary>
    /// <param name="strategy">The strategy itself.</param>
    /// <exception cref="ArgumentNullException"><paramref name="strategy"/> is null.</exception>
    public bool DeadlinePassed(ResilienceStrategy strategy)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return Cell.FiredDue != Timing.Timeline.Never && Cell.FiredDue == _slots[strategy.Index].Due;
    }

    /// <summary>Says why an attempt may not enter; to be followed by <see cref="EntryVerdict.Stop"/>.</summary>
    /// <param name="rejection">Who refuses, and why.</param>
    /// <param name="retryAfter">When it makes sense to ask again, if that is known.</param>
    /// <exception cref="ArgumentNullException"><paramref name="rejection"/> is null.</exception>
    public void Reject(Rejection rejection, TimeSpan? retryAfter = null)
    {
        ArgumentNullException.ThrowIfNull(rejection);
        EntryFault = rejection;
        EntryRetryAfter = retryAfter;
    }

    /// <summary>Says with which failure an attempt ends instead of entering; to be followed by <see cref="EntryVerdict.Stop"/>.</summary>
    /// <param name="exception">The failure.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public void Fail(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        EntryFault = exception;
    }

    /// <summary>The verdict that everything inside the strategy runs again.</summary>
    /// <param name="delay">How long to wait before; zero or less starts at once.</param>
    public FailureVerdict Retry(TimeSpan delay)
    {
        Delay = delay;
        return FailureVerdict.Retry;
    }

    /// <summary>The verdict that the attempt failed with <paramref name="exception"/> instead.</summary>
    /// <param name="exception">The failure that the strategies outside see.</param>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is null.</exception>
    public FailureVerdict FailWith(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        EntryFault = exception;
        return FailureVerdict.FailWith;
    }

    /// <summary>
    /// Counts, and tells whoever listens, what a strategy in shadow mode would have done to the call if it were not.
    /// </summary>
    /// <param name="strategy">The strategy itself.</param>
    /// <param name="decision">
    /// What it would have done: the error code of a rejection or failure, or another word; of few different ones, for each is counted.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public void WouldHave(ResilienceStrategy strategy, string decision)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(decision);
        Core.Shadow.Count(strategy.Name, decision);
        if (Core.Telemetry.Hears(Telemetry.ResilienceEventKind.ShadowDecision))
            Publish(Telemetry.ResilienceEventKind.ShadowDecision, strategy, default, decision, null);
    }

    /// <summary>
    /// Awaits a user's notification handler. It cannot harm the call: an exception is reported as
    /// <see cref="Telemetry.ResilienceEventKind.CallbackFailed"/> and goes no further, and a handler that hangs is left behind when the
    /// caller cancels or the deadline outside of the strategy passes.
    /// </summary>
    /// <typeparam name="TArguments">What the handler is told.</typeparam>
    /// <param name="strategy">The strategy itself.</param>
    /// <param name="handler">The handler, if the user gave one.</param>
    /// <param name="arguments">What the handler is told.</param>
    /// <exception cref="ArgumentNullException"><paramref name="strategy"/> is null.</exception>
    public ValueTask NotifyAsync<TArguments>(ResilienceStrategy strategy, Func<TArguments, ValueTask>? handler, TArguments arguments)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return handler is null ? default : Notification.SendAsync(this, strategy, handler, arguments);
    }
}
