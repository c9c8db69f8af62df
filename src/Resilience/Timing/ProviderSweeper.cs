using System.Runtime.CompilerServices;

namespace Resilience.Timing;

/// <summary>
/// The sweeper of any other <see cref="TimeProvider"/>: one timer, set to the earliest deadline, so that a clock which is moved by hand
/// fires what is due, and nothing else, before the hand is lifted.
/// </summary>
internal sealed class ProviderSweeper : Sweeper
{
    private static readonly ConditionalWeakTable<TimeProvider, ProviderSweeper> Sweepers = new();

    private readonly Lock _lock = new();
    private readonly Timeline _timeline;
    private readonly ITimer _timer;
    private long _next = Timeline.Never;

    private ProviderSweeper(TimeProvider provider)
    {
        _timeline = Timeline.Foreign(provider, this);
        _timer = provider.CreateTimer(static sweeper => ((ProviderSweeper)sweeper!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The timeline of a provider; one for each provider, for as long as the provider lives.</summary>
    public static Timeline TimelineOf(TimeProvider provider) =>
        Sweepers.GetValue(provider, static provider => new ProviderSweeper(provider))._timeline;

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

    private void Schedule_NeedsLock(long due)
    {
        _next = due;
        TimeSpan wait = _timeline.Until(due);
        // A timer counts milliseconds: rounded up, or it would find nothing due and be set again.
        _timer.Change(wait <= TimeSpan.Zero ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), Timeout.InfiniteTimeSpan);
    }
}
