namespace Resilience.Timing;

/// <summary>
/// The delays of each shape, in ticks, already capped. Pure. Doubles hold every permitted delay exactly (49 days are 4.2e13 ticks,
/// 2^53 is 9e15) and overflow to infinity, which the cap swallows, where integers would wrap.
/// </summary>
internal static class BackoffMath
{
    // Fibonacci number 80 times one tick is 74 years: past every ceiling, and still exact in a long.
    private const int LastFibonacci = 80;

    /// <summary>The delay before retry <paramref name="retry"/> (counted from 1) without jitter: at most the ceiling, never NaN.</summary>
    public static double Capped(BackoffShape shape, double baseTicks, double multiplier, double ceilingTicks, int retry)
    {
        if (baseTicks <= 0)
        {
            return 0; // zero times an overflowed factor would be NaN
        }

        double factor = shape switch
        {
            BackoffShape.Linear => retry,
            BackoffShape.Exponential => Math.Pow(multiplier, retry - 1),
            BackoffShape.Fibonacci => Fibonacci(retry),
            _ => 1,
        };
        return Math.Min(Math.Round(baseTicks * factor), ceilingTicks);
    }

    private static double Fibonacci(int n)
    {
        long previous = 0, current = 1;
        for (int i = Math.Min(n, LastFibonacci); i > 1; i--)
        {
            (previous, current) = (current, previous + current);
        }

        return current;
    }
}
