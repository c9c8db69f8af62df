namespace Resilience.Metrics.Traces;

/// <summary>A condition that could not say whether its risk is there.</summary>
/// <param name="RiskId">The risk.</param>
/// <param name="Severity">How bad it would be: LOW, MEDIUM, HIGH or CRITICAL.</param>
/// <param name="ExceptionType">The full name of the type of what it threw.</param>
public sealed record TraceFailedCondition(string RiskId, string Severity, string ExceptionType);
