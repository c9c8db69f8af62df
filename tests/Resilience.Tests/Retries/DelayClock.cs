using Microsoft.Extensions.Time.Testing;

namespace Resilience.Retries;

/// <summary>A fake clock on which every wait is written down and then passes at once, on the thread that would have waited.</summary>
internal sealed class DelayClock : TimeProvider
{
    private readonly FakeTimeProvider _time = new();

    /// <summary>The waits for which somebody made a timer.</summary>
    public List<TimeSpan> Waits { get; } = [];

    /// <summary>What happens at a wait instead of its passing.</summary>
    public Action<TimeSpan>? OnWait { get; set; }

    public override long TimestampFrequency => _time.TimestampFrequency;

    public override long GetTimestamp() => _time.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => _time.GetUtcNow();

    public void Advance(TimeSpan time) => _time.Advance(time);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ITimer timer = _time.CreateTimer(callback, state, dueTime, period);
        // A timer without due time is the sweeper's: it waits for nothing yet.
        if (dueTime < TimeSpan.Zero)
            return timer;
        Waits.Add(dueTime);
        if (OnWait is not null)
            OnWait(dueTime);
        else
            _time.Advance(dueTime);
        return timer;
    }
}
