namespace Resilience.Registry;

/// <summary>What is known of many durations.</summary>
internal readonly record struct DurationSummary(
    TimeSpan Average, TimeSpan Longest, TimeSpan Median, TimeSpan Percentile95, TimeSpan Percentile99);
