namespace Resilience.Metrics.Traces;

/// <summary>A risk that was found before a stage.</summary>
/// <param name="RiskId">The risk.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Category">Its category; UNKNOWN if it is not known.</param>
/// <param name="Severity">LOW, MEDIUM, HIGH or CRITICAL.</param>
/// <param name="Message">What was found.</param>
public sealed record TraceRisk(string RiskId, string Name, string Category, string Severity, string Message);
