namespace Resilience.CircuitBreakers;

/// <summary>A clock that is moved by hand in either direction, and breaks.</summary>
internal sealed class FaultyClock : TimeProvider
{
    public long Now { get; set; } = 1;

    /// <summary>Whether timestamps throw.</summary>
    public bool Fails { get; set; }

    /// <summary>Whether the wall clock throws.</summary>
    public bool WallFails { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Fails ? throw new TestException("clock") : Now;

    public override DateTimeOffset GetUtcNow() => WallFails ? throw new TestException("wall clock") : DateTimeOffset.UnixEpoch.AddTicks(Now);
}
