namespace Resilience.Metrics.Histories;

/// <summary>
/// How often something happened, and in which range its true share may lie: the Wilson interval to 95 %. A frequency of the past and no
/// more: it says nothing of why, and of the future only if nothing changes.
/// </summary>
/// <param name="Occurrences">How often it happened.</param>
/// <param name="Total">How often it could have.</param>
public readonly record struct FrequencyEstimate(long Occurrences, long Total)
{
    // The normal distribution's quantile for 95 %, both sides.
    private const double Z = 1.959964;

    /// <summary>The share that was observed, from 0 to 1; 0 if nothing was.</summary>
    public double Value => Total == 0 ? 0 : (double)Occurrences / Total;

    /// <summary>The lower end of the interval; 0 if nothing was observed.</summary>
    public double Low => Total == 0 ? 0 : Math.Max(0, Center - HalfWidth);

    /// <summary>The upper end of the interval; 1 if nothing was observed.</summary>
    public double High => Total == 0 ? 1 : Math.Min(1, Center + HalfWidth);

    private double Center => (Value + Z * Z / (2 * Total)) / (1 + Z * Z / Total);

    private double HalfWidth => Z * Math.Sqrt(Value * (1 - Value) / Total + Z * Z / (4.0 * Total * Total)) / (1 + Z * Z / Total);

    /// <summary>The share, the interval and the counts.</summary>
    public override string ToString() => FormattableString.Invariant($"{Value:P1} ({Low:P1} to {High:P1}; {Occurrences} of {Total})");
}
