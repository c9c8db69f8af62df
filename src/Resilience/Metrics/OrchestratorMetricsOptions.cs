namespace Resilience.Metrics;

/// <summary>The options of an <see cref="OrchestratorMetrics"/>.</summary>
public sealed class OrchestratorMetricsOptions
{
    /// <summary>
    /// Finds category and severity of a risk by its id, for the counts of mitigations; it returns null for a risk that it does not know. It
    /// must be quick and thread-safe. Null, the default: no category is known, and severities are those that assessments have found.
    /// </summary>
    public Func<string, RiskLabel?>? DescribeRisk { get; set; }

    /// <summary>The clock, of which the wall clock is shown in snapshots. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
