namespace Resilience.RateLimiting;

/// <summary>
/// The units in which a bucket counts time, chosen so that one permit costs a whole number of them: a unit is a clock's unit divided by
/// <see cref="Multiplier"/>. Pure.
/// </summary>
/// <param name="Multiplier">Units in a unit of the clock.</param>
/// <param name="Cost">Units that a permit takes to come.</param>
/// <param name="Capacity">Units that the whole burst takes to come.</param>
internal readonly record struct GcraScale(long Multiplier, long Cost, long Capacity)
{
    // The reading of a clock must fit after multiplication for as long as a process lives.
    private const long LongestLifeInSeconds = 20L * 366 * 24 * 3600;

    /// <summary>
    /// The scale of a rate. Exact if the rate in permits per unit of the clock is a fraction of small numbers, which it is for all round
    /// rates; otherwise slower than asked by less than 1 in <see cref="Cost"/>, never faster.
    /// </summary>
    public static GcraScale Of(int permits, TimeSpan period, int burst, long frequency)
    {
        Int128 cost = (Int128)period.Ticks * frequency;
        Int128 multiplier = (Int128)permits * TimeSpan.TicksPerSecond;
        Int128 divisor = CommonDivisor(cost, multiplier);
        cost /= divisor;
        multiplier /= divisor;
        Int128 most = Int128.Max(1, (Int128)(long.MaxValue / 2) / ((Int128)frequency * LongestLifeInSeconds));
        if (multiplier > most)
        {
            cost = ((cost * most) + multiplier - 1) / multiplier;
            multiplier = most;
        }

        return new((long)multiplier, (long)cost, (long)(burst * cost));
    }

    private static Int128 CommonDivisor(Int128 a, Int128 b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
