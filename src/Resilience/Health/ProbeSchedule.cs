using Resilience.Timing;

namespace Resilience.Health;

/// <summary>
/// When each probe is to be looked at next, with one timer for all. A probe has one such moment at most; a new one replaces the old one,
/// which stays in the queue until its time and is passed over then.
/// </summary>
internal sealed class ProbeSchedule : IDisposable
{
    // The timer does not fire more often, so that a thousand probes do not wake it a thousand times a second.
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly PriorityQueue<(ProbeSlot Slot, long Version), long> _queue = new();
    private long _armedFor = long.MaxValue;
    private bool _isOver;

    public ProbeSchedule(TimeProvider clock)
    {
        _clock = clock;
        _timer = clock.CreateTimer(
            static schedule => ((ProbeSchedule)schedule!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public long Now => _clock.GetTimestamp();

    public long After(long moment, TimeSpan time) => moment + (long)(time.TotalSeconds * _clock.TimestampFrequency);

    /// <summary>Has a slot looked at at a moment, and at no other one that was said before.</summary>
    public void Set(ProbeSlot slot, long due)
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            _queue.Enqueue((slot, ++slot.ScheduleVersion), due);
            if (due < _armedFor)
                Arm_NeedsLock(due);
        }
    }

    /// <summary>A slot is not to be looked at any more.</summary>
    public void Clear(ProbeSlot slot)
    {
        lock (_gate)
            slot.ScheduleVersion++;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isOver = true;
            _queue.Clear();
        }

        _timer.Dispose();
    }

    private void Fire()
    {
        List<ProbeSlot> due = [];
        lock (_gate)
        {
            _armedFor = long.MaxValue;
            long now = Now;
            while (_queue.TryPeek(out var next, out long moment))
            {
                if (next.Version == next.Slot.ScheduleVersion)
                {
                    if (moment > now)
                    {
                        Arm_NeedsLock(moment);
                        break;
                    }

                    due.Add(next.Slot);
                }

                _queue.Dequeue();
            }
        }

        foreach (ProbeSlot slot in due)
            slot.Wake();
    }

    private void Arm_NeedsLock(long due)
    {
        if (_isOver)
            return;
        _armedFor = due;
        TimeSpan wait = TimeSpan.FromSeconds(Math.Max(0, due - Now) / (double)_clock.TimestampFrequency);
        // Rounded up: a timer that fires early would find nothing due, and be armed again.
        wait = TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(wait.TotalMilliseconds, Require.LongestWait.TotalMilliseconds)));
        _timer.Change(wait > _pause ? wait : _pause, Timeout.InfiniteTimeSpan);
    }
}
