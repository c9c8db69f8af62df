namespace Resilience.Risks;

/// <summary>What an assessment before a stage has found.</summary>
public sealed record RiskAssessment
{
    /// <summary>Nothing.</summary>
    public static RiskAssessment None { get; } = new();

    /// <summary>The risks that were found; empty if none was.</summary>
    public IReadOnlyList<DetectedRisk> Detected { get; init; } = [];

    /// <summary>The conditions that threw or took too long, so that nothing is known of their risks; empty if all could say.</summary>
    public IReadOnlyList<FailedCondition> FailedConditions { get; init; } = [];

    /// <summary>How many risks were looked at, those whose condition failed included.</summary>
    public int Assessed { get; init; }

    /// <summary>The risk because of which the stage is not to begin and the run to be aborted; null, the default, to go on.</summary>
    public DetectedRisk? AbortsBecause { get; init; }
}
