using Resilience.Timing;

namespace Resilience.Bulkheads;

/// <summary>
/// A call that may have to wait for a permit. It is answered once, under the lock of its bulkhead, and told outside of it. Time and
/// cancellation are watched before it enters the queue, so that it can be answered at any moment from then on.
/// </summary>
internal abstract class QueuedCall(Bulkhead bulkhead, int level)
{
    // A clock that stands still while its timers fire is believed in the end.
    private const int MostRearmed = 3;

    private ITimer? _timer;
    private CancellationTokenRegistration _registration;
    private long _started;
    private TimeSpan _patience;
    private int _rearmed;

    /// <summary>The importance of the call: see <see cref="CallQueue.LevelOf"/>.</summary>
    public int Level => level;

    public QueuedCall? Previous { get; set; }

    public QueuedCall? Next { get; set; }

    /// <summary>Whether it is in the queue; under the lock.</summary>
    public bool IsQueued { get; set; }

    /// <summary>What became of it; written under the lock.</summary>
    public WaitAnswer Answer { get; set; }

    /// <summary>Has the call answered when its time is up or its caller cancels.</summary>
    /// <param name="patience">How long it can wait; not zero.</param>
    /// <param name="token">The caller's token.</param>
    public void Watch(TimeSpan patience, CancellationToken token)
    {
        TimeProvider clock = bulkhead.TimeProvider;
        _started = clock.GetTimestamp();
        _patience = patience;
        _timer = clock.CreateTimer(static call => ((QueuedCall)call!).Expire(), this, TimerSpan(patience), Timeout.InfiniteTimeSpan);
        _registration = token.UnsafeRegister(static call => ((QueuedCall)call!).Cancel(), this);
    }

    /// <summary>Watches no longer. What a foreign timer throws goes no further.</summary>
    public void Unwatch()
    {
        _registration.Unregister();
        try
        {
            _timer?.Dispose();
        }
        catch (Exception)
        {
            // The call has its answer, and nothing that the timer does can change it.
        }
    }

    /// <summary>Tells the call that it has its answer. Not called under a lock.</summary>
    public abstract void Tell();

    private void Cancel() => bulkhead.GiveUp(this, WaitAnswer.Cancelled);

    /// <summary>Timers count whole milliseconds, and may fire a tick early: the clock decides.</summary>
    private void Expire()
    {
        TimeSpan left;
        try
        {
            left = _patience - bulkhead.TimeProvider.GetElapsedTime(_started);
            if (left > TimeSpan.Zero && _rearmed++ < MostRearmed && _timer?.Change(TimerSpan(left), Timeout.InfiniteTimeSpan) == true)
                return;
        }
        catch (Exception)
        {
            // A clock that throws is no reason to wait for ever: the timer is believed.
        }

        bulkhead.GiveUp(this, WaitAnswer.TimedOut);
    }

    private static TimeSpan TimerSpan(TimeSpan wait) =>
        TimeSpan.FromMilliseconds(Math.Ceiling(Math.Min(wait.TotalMilliseconds, Require.LongestWait.TotalMilliseconds)));
}
