namespace Resilience.CircuitBreakers;

/// <summary>The counts of a window.</summary>
internal readonly record struct CircuitSums(long Calls, long Failures, long Slow)
{
    // Ratio × calls is a product of binary fractions: 0.1 × 30 must be 3.
    private const double Rounding = 1e-9;

    public double FailureRatio => Calls == 0 ? 0 : (double)Failures / Calls;

    public double SlowRatio => Calls == 0 ? 0 : (double)Slow / Calls;

    public bool FailuresReach(double? ratio) => ratio is { } share && Failures > 0 && Failures + Rounding >= share * Calls;

    public bool SlowReach(double ratio) => Slow > 0 && Slow + Rounding >= ratio * Calls;
}
