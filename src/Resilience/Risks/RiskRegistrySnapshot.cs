namespace Resilience.Risks;

/// <summary>What a registry holds and has counted, at one moment.</summary>
public sealed record RiskRegistrySnapshot
{
    /// <summary>The name of the registry.</summary>
    public required string Name { get; init; }

    /// <summary>How often the registry was changed.</summary>
    public required long Version { get; init; }

    /// <summary>The risks, in the order in which they were registered.</summary>
    public required IReadOnlyList<RiskSnapshot> Risks { get; init; }

    /// <summary>The counts of all risks of each category, those that were removed included.</summary>
    public required IReadOnlyDictionary<RiskCategory, RiskStatistics> Categories { get; init; }

    /// <summary>The counts of all risks of each severity, those that were removed included.</summary>
    public required IReadOnlyDictionary<RiskSeverity, RiskStatistics> Severities { get; init; }

    /// <summary>The names of all mitigations, in alphabetical order.</summary>
    public required IReadOnlyList<string> Mitigations { get; init; }

    /// <summary>What is done about risks that name no mitigation.</summary>
    public required IReadOnlyDictionary<RiskSeverity, string> DefaultMitigations { get; init; }

    /// <summary>How many failures of stages no risk has matched.</summary>
    public required long Unmatched { get; init; }

    /// <summary>How many conditions, predicates and mitigations were left behind at the end of their time and have not ended yet.</summary>
    public required int LeftBehind { get; init; }

    /// <summary>The last mitigations, oldest first.</summary>
    public required IReadOnlyList<MitigationRecord> History { get; init; }

    /// <summary>The names of mitigations that risks ask for and nobody has registered: empty where everything is wired up.</summary>
    public IReadOnlyList<string> MissingMitigations =>
    [
        .. Risks.Where(static it => it.IsMitigationMissing).Select(static it => it.Risk.Mitigation!)
            .Distinct().Order(StringComparer.Ordinal),
    ];
}
