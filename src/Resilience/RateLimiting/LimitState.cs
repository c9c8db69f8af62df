namespace Resilience.RateLimiting;

/// <summary>
/// What a limit knows about its permits, under one rate; another rate is another state. Weights are at least 1 and at most
/// <see cref="Most"/>.
/// </summary>
/// <param name="clock">The limit's clock.</param>
/// <param name="gate">The limit's lock. Hot calls never take it.</param>
internal abstract class LimitState(LimitClock clock, Lock gate)
{
    /// <summary>The most permits that anybody can have at once.</summary>
    public abstract int Most { get; }

    protected LimitClock Clock { get; } = clock;

    protected Lock Gate { get; } = gate;

    /// <summary>Takes permits if that can be seen to be right without the exact clock and without a lock.</summary>
    /// <param name="weight">How many; anything that is out of range is left to <see cref="Take"/>.</param>
    /// <param name="mark">What a refund must know: see <see cref="LimitGrant.Mark"/>.</param>
    public abstract bool TryTakeFast(int weight, out long mark);

    /// <summary>Takes permits that fall due within <paramref name="patience"/>; asks the exact clock.</summary>
    public abstract LimitAnswer Take(int weight, long patience, out LimitGrant grant);

    /// <summary>Gives back permits that were not used.</summary>
    public abstract void Return_NeedsLock(in LimitGrant grant);

    /// <summary>
    /// Takes away what is there and what might have come back. After <paramref name="wait"/>, if that is given, there is one permit, and
    /// none before it; from then on they come as they always do.
    /// </summary>
    public abstract void Drain_NeedsLock(long? wait);

    /// <summary>The permits that could be taken now, and all that were given so far.</summary>
    public abstract (int Available, long Given) Look_NeedsLock();
}
