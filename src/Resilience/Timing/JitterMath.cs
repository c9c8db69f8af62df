namespace Resilience.Timing;

/// <summary>
/// Spreads a delay that is already capped. Pure; everything in ticks. A draw of 0 gives the longest delay of each jitter, so that
/// the half-open [0,1) of a random number becomes (shortest, longest] and a positive delay never becomes zero.
/// </summary>
internal static class JitterMath
{
    private const double Growth = 3;

    /// <summary>The delay to wait: between 1 tick and the ceiling, or 0 if there is nothing to spread.</summary>
    public static long Apply(Jitter jitter, double delay, double baseTicks, double ceiling, double previous, double unit)
    {
        if (delay <= 0)
        {
            return 0;
        }

        double spread = jitter switch
        {
            Jitter.Uniform => delay * (1 - unit / 2),
            Jitter.Full => delay * (1 - unit),
            Jitter.Exponential => TruncatedExponential(delay, ceiling, unit),
            Jitter.Decorrelated => Decorrelated(baseTicks, ceiling, previous, unit),
            _ => delay,
        };
        return (long)Math.Clamp(Math.Round(spread), 1, ceiling);
    }

    // Inverse of the distribution function of an exponential with this mean, cut off at the ceiling. Written so that nothing cancels:
    // a draw of 0 gives the ceiling. Where the cut is too far out for a double, the infinite result is clamped to the ceiling.
    private static double TruncatedExponential(double mean, double ceiling, double unit) =>
        -mean * Math.Log(unit + (1 - unit) * Math.Exp(-ceiling / mean));

    // The cap stands inside the draw: capped delays are spread over [base, ceiling] instead of piling up on the ceiling.
    private static double Decorrelated(double baseTicks, double ceiling, double previous, double unit)
    {
        // A base at or above the ceiling leaves no room between them: then half of the ceiling is the floor.
        double floor = baseTicks < ceiling ? baseTicks : ceiling / 2;
        double top = Math.Min(ceiling, Growth * Math.Max(previous, floor));
        return floor + (top - floor) * (1 - unit);
    }
}
