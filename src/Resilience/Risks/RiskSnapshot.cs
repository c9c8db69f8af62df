namespace Resilience.Risks;

/// <summary>A risk in a registry, and what was counted of it, at one moment.</summary>
/// <param name="Risk">The risk.</param>
/// <param name="HasCondition">Whether it is looked for before stages.</param>
/// <param name="Mitigation">The name of the mitigation that would run now, or, for a critical risk, would run if it may.</param>
/// <param name="Statistics">What was counted since the risk was registered; replacing it keeps the counts.</param>
public sealed record RiskSnapshot(RiskDefinitionBase Risk, bool HasCondition, string Mitigation, RiskStatistics Statistics)
{
    /// <summary>Whether the risk asks for a mitigation that nobody has registered, so that the one of its severity runs instead.</summary>
    public bool IsMitigationMissing => Risk.Mitigation is not null && Risk.Mitigation != Mitigation;
}
