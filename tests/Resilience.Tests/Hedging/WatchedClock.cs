using Microsoft.Extensions.Time.Testing;

namespace Resilience.Hedging;

/// <summary>A clock moved by hand that tells when a timer was set, for timers that are set on another thread.</summary>
internal sealed class WatchedClock : FakeTimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<TimeSpan> _set = [];

    /// <summary>Ends when timers were set to this time that often.</summary>
    public async Task SetAsync(TimeSpan due, int times = 1)
    {
        while (CountOf(due) < times)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new WatchedTimer(this, base.CreateTimer(callback, state, dueTime, period));
        Note(dueTime);
        return timer;
    }

    private int CountOf(TimeSpan due)
    {
        lock (_gate)
            return _set.Count(set => set == due);
    }

    private void Note(TimeSpan due)
    {
        lock (_gate)
            _set.Add(due);
    }

    private sealed class WatchedTimer(WatchedClock clock, ITimer inner) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            bool changed = inner.Change(dueTime, period);
            clock.Note(dueTime);
            return changed;
        }

        public void Dispose() => inner.Dispose();

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }
}
