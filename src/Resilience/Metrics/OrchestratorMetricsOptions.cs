using Resilience.Risks;

namespace Resilience.Metrics;

/// <summary>The options of an <see cref="OrchestratorMetrics"/>.</summary>
public sealed class OrchestratorMetricsOptions
{
    /// <summary>
    /// Finds a risk by its id, for the counts of mitigations by category and severity: <c>registry.Find</c>. It returns null for a risk
    /// that it does not know, and must be quick and thread-safe. Null, the default: what is known is what assessments have found.
    /// </summary>
    public Func<string, RiskDefinitionBase?>? DescribeRisk { get; set; }

    /// <summary>The clock, of which the wall clock is shown in snapshots. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;
}
