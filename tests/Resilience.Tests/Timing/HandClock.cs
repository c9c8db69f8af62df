namespace Resilience.Timing;

/// <summary>A clock that stands still until it is moved, with timers that fire only when they are told to.</summary>
internal sealed class HandClock(long frequency = TimeSpan.TicksPerSecond) : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => frequency;

    /// <summary>The reading, in units of the frequency.</summary>
    public long Now
    {
        get => Volatile.Read(ref _now);
        set => Volatile.Write(ref _now, value);
    }

    /// <summary>The timers that were made, oldest first.</summary>
    public List<HandTimer> Timers { get; } = [];

    public override long GetTimestamp() => Now;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new HandTimer(callback, state, dueTime);
        lock (Timers)
            Timers.Add(timer);
        return timer;
    }

    /// <summary>Waits for the number of timers, without guessing how long that takes.</summary>
    public async Task<HandTimer> TimerAsync(int index)
    {
        while (true)
        {
            lock (Timers)
            {
                if (Timers.Count > index)
                    return Timers[index];
            }

            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
