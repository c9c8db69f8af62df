namespace Resilience;

/// <summary>
/// How much extra load retries and hedges may add together. The defaults allow a fifth of the calls, plus ten in ten seconds.
/// </summary>
public sealed class RetryBudgetOptions
{
    /// <summary>The retries allowed per call, 0 to 1; 0.2 by default: one retry for five calls.</summary>
    public double Ratio { get; set; } = 0.2;

    /// <summary>
    /// The retries allowed in each window on top of the ratio, so that a caller with little traffic can retry at all.
    /// 0 to 1,000,000; 10 by default.
    /// </summary>
    public int MinimumPerWindow { get; set; } = 10;

    /// <summary>The stretch of time over which calls and retries are compared, 1 second to 1 hour; 10 seconds by default.</summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(10);
}
