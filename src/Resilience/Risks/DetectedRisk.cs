namespace Resilience.Risks;

/// <summary>A risk that an assessment has found.</summary>
/// <param name="RiskId">The risk.</param>
/// <param name="Severity">How bad it is.</param>
/// <param name="Message">What was found, for people, without secrets or payloads.</param>
public sealed record DetectedRisk(string RiskId, RiskSeverity Severity, string Message)
{
    /// <summary>What people call the risk; the default is its id.</summary>
    public string Name { get; init; } = RiskId;

    /// <summary>Where the risk comes from; null, the default, if that is not known.</summary>
    public RiskCategory? Category { get; init; }
}
