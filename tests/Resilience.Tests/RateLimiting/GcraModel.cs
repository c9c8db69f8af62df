using System.Numerics;

namespace Resilience.RateLimiting;

/// <summary>The algorithm as its definition has it, with whole numbers of any size: time in ticks × permits.</summary>
internal sealed class GcraModel(int permits, TimeSpan period, int burst)
{
    private BigInteger _arrival;

    public BigInteger Cost { get; } = period.Ticks;

    public BigInteger Capacity => burst * Cost;

    /// <summary>Takes permits at a tick, if they are due within the patience; returns after how many ticks.</summary>
    public BigInteger? Take(long tick, int weight, long patience)
    {
        BigInteger now = new BigInteger(tick) * permits;
        BigInteger next = BigInteger.Max(_arrival, now) + (weight * Cost);
        BigInteger late = next - Capacity - now;
        BigInteger wait = late <= 0 ? 0 : (late + permits - 1) / permits;
        if (wait > patience)
            return null;
        _arrival = wait == 0 ? next : BigInteger.Max(next, now + (wait * permits) + (weight * Cost));
        return wait;
    }
}
