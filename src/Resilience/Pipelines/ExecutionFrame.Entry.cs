using Resilience.Timing;

namespace Resilience.Pipelines;

// For strategies that take time on the way in, or end an attempt there.
public sealed partial class ExecutionFrame
{
    /// <summary>Whether the caller is kept on its thread; to be asked in <see cref="ResilienceStrategy.EnterAsync"/> only.</summary>
    internal bool IsSynchronous { get; set; }

    /// <summary>
    /// Makes an attempt wait on its way in as if its callback were slow: on the pipeline's clock, until the delay is over, the caller
    /// cancels or a deadline that was set outside of the strategy passes. Only from <see cref="ResilienceStrategy.EnterAsync"/>.
    /// </summary>
    /// <param name="strategy">The strategy itself.</param>
    /// <param name="delay">How long to wait; zero or less is not at all, <see cref="TimeSpan.MaxValue"/> is without end.</param>
    /// <returns>
    /// Proceed; or Stop, if the caller has cancelled or a deadline has passed, with the delay or before. Then the attempt ends as the
    /// caller's cancellation, or as a timeout of the strategy that set the deadline, and the callback does not start.
    /// </returns>
    /// <exception cref="ArgumentNullException"><paramref name="strategy"/> is null.</exception>
    public ValueTask<EntryVerdict> DelayEntryAsync(ResilienceStrategy strategy, TimeSpan delay)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        return EntryWait.DelayAsync(this, DueOutside(strategy.Index), delay);
    }

    /// <summary>Says with which outcome an attempt ends instead of entering; to be followed by <see cref="EntryVerdict.Stop"/>.</summary>
    /// <param name="outcome">The outcome, of the type of the call, boxed. A result is judged as the callback's would be.</param>
    internal void Answer(object outcome) => EntryFault = outcome;

    /// <summary>
    /// Whether an attempt on its way in must not go on, because the caller has cancelled or a deadline has passed; if so, notes how it
    /// ends.
    /// </summary>
    internal bool EndsEntry(long due)
    {
        if (_caller.IsCancellationRequested)
        {
            Fail(new OperationCanceledException(_caller));
            return true;
        }

        if (due == Timeline.Never || Core.Timeline.Until(due) > TimeSpan.Zero)
            return false;

        // There is no token to be cancelled yet, and so nothing to sweep.
        Cell.FiredDue = due;
        Fail(new OperationCanceledException("The deadline passed before the callback was started."));
        return true;
    }
}
