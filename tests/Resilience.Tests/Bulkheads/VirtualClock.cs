namespace Resilience.Bulkheads;

/// <summary>A clock that a simulation moves: no timers, and nothing else moves it.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private static readonly DateTimeOffset _epoch = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public TimeSpan Now { get; set; } = TimeSpan.FromDays(1);

    /// <summary>What reading the clock throws.</summary>
    public Exception? Fault { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Fault is null ? Now.Ticks : throw Fault;

    public override DateTimeOffset GetUtcNow() => _epoch + Now;
}
