namespace Resilience.Metrics;

/// <summary>What counts of mitigations need to know of a risk.</summary>
/// <param name="Category">The kind of risk, as the catalogue calls it.</param>
/// <param name="Severity">How bad it is.</param>
public readonly record struct RiskLabel(string Category, RiskSeverity Severity);
