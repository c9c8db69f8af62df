using System.Runtime.CompilerServices;

namespace Resilience.Timing;

/// <summary>
/// The sweeper of any other <see cref="TimeProvider"/>: one timer, set to the earliest deadline, so that a clock which is moved by hand
/// fires what is due, and nothing else, before the hand is lifted.
/// </summary>
internal sealed class ProviderSweeper : Sweeper
{
    private static readonly ConditionalWeakTable<TimeProvider, ProviderSweeper> _sweepers = new();

    private readonly Lock _lock = new();
    private readonly Timeline _timeline;
    private readonly ITimer _timer;
    private long _next = Timeline.Never;

    private ProviderSweeper(TimeProvider provider)
    {
        _timeline = Timeline.Foreign(provider, this);
        _timer = CreateTimer(provider);
    }

    /// <summary>The timeline of a provider; one for each provider, for as long as the provider lives.</summary>
    public static Timeline TimelineOf(TimeProvider provider) =>
        _sweepers.GetValue(provider, static provider => new ProviderSweeper(provider))._timeline;

    /// <inheritdoc/>
    public override bool Polls => false;

    /// <inheritdoc/>
    public override void Armed(long due)
    {
        lock (_lock)
        {
            if (due < _next)
                Schedule_NeedsLock(due);
        }
    }

    private void Sweep()
    {
        lock (_lock)
        {
            _next = Timeline.Never;
            long next = CellRegistry.Shared.Sweep(_timeline, _timeline.Now);
            if (next != Timeline.Never)
                Schedule_NeedsLock(next);
        }
    }

    private ITimer CreateTimer(TimeProvider provider)
    {
        // The timer serves everybody: it must not keep the ambient state of whoever happened to build the first pipeline.
        using AsyncFlowControl flow = ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow();
        return provider.CreateTimer(
            static sweeper => ((ProviderSweeper)sweeper!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Schedule_NeedsLock(long due)
    {
        _next = due;
        TimeSpan wait = _timeline.Until(due);
        // No timer waits longer than this; one that fires too soon finds nothing due and is set again.
        if (wait > Require.LongestWait)
            wait = Require.LongestWait;
        // A timer counts milliseconds: rounded up, so that this is the exception.
        TimeSpan rounded = wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
        _timer.Change(rounded, Timeout.InfiniteTimeSpan);
    }
}
