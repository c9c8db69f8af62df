using System.Numerics;

namespace Resilience.RateLimiting;

/// <summary>The promise of a token bucket, checked over every stretch of time between two permits.</summary>
internal static class RateBound
{
    /// <summary>The permits of the worst stretch that are more than burst + rate × time allows, in ticks × permits; zero or less if none.</summary>
    public static BigInteger Excess(IEnumerable<(long Tick, int Weight)> grants, int permits, TimeSpan period, int burst)
    {
        // For stretches that end at a grant: the sum so far less time, over the least of it before.
        BigInteger worst = -1;
        BigInteger sum = 0;
        BigInteger? least = null;
        foreach ((long tick, int weight) in grants.OrderBy(static grant => grant.Tick))
        {
            BigInteger level = (sum * period.Ticks) - (new BigInteger(tick) * permits);
            least = least is { } known && known < level ? known : level;
            sum += weight;
            BigInteger end = (sum * period.Ticks) - (new BigInteger(tick) * permits);
            worst = BigInteger.Max(worst, end - least.Value - ((BigInteger)burst * period.Ticks));
        }

        return worst;
    }
}
