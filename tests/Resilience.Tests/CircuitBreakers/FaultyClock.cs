namespace Resilience.CircuitBreakers;

/// <summary>A clock that is moved by hand, and breaks.</summary>
internal sealed class FaultyClock : TimeProvider
{
    public long Now { get; set; } = 1;

    public bool Fails { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Fails ? throw new TestException("clock") : Now;
}
