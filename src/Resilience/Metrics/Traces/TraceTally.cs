namespace Resilience.Metrics.Traces;

/// <summary>How many mitigations there were, and how many helped.</summary>
/// <param name="Total">All of which is known what came of them.</param>
/// <param name="Success">Those after which the run went on.</param>
public sealed record TraceTally(long Total, long Success);
