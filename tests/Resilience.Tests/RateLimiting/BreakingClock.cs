namespace Resilience.RateLimiting;

/// <summary>A clock that stands still, and breaks.</summary>
internal sealed class BreakingClock : TimeProvider
{
    public bool Fails { get; set; }

    public bool TimersFail { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Fails ? throw new TestException("clock") : 1;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        TimersFail ? throw new TestException("timer") : base.CreateTimer(callback, state, dueTime, period);
}
