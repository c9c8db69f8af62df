namespace Resilience.Metrics;

/// <summary>How long something took, over all times that it was done.</summary>
public readonly record struct DurationSummary
{
    /// <summary>How often it was measured.</summary>
    public required long Count { get; init; }

    /// <summary>All together.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>The mean; zero if nothing was measured.</summary>
    public TimeSpan Average => Count == 0 ? TimeSpan.Zero : Total / Count;

    /// <summary>The time that half of them did not exceed, within 1/64.</summary>
    public TimeSpan Median { get; init; }

    /// <summary>The time that 90 % of them did not exceed, within 1/64.</summary>
    public TimeSpan Percentile90 { get; init; }

    /// <summary>The time that 95 % of them did not exceed, within 1/64.</summary>
    public TimeSpan Percentile95 { get; init; }

    /// <summary>The time that 99 % of them did not exceed, within 1/64.</summary>
    public TimeSpan Percentile99 { get; init; }

    /// <summary>The longest, exactly.</summary>
    public TimeSpan Longest { get; init; }
}
