namespace Resilience;

/// <summary>How a <see cref="RiskRegistry{TContext}"/> works. Read once, when the registry is made.</summary>
public sealed class RiskRegistryOptions
{
    /// <summary>The name of the registry in messages; "risks" by default.</summary>
    public string Name { get; set; } = "risks";

    /// <summary>
    /// What happens when a critical risk is found before a stage begins: <see cref="CriticalRiskAction.Alert"/> by default.
    /// </summary>
    public CriticalRiskAction CriticalRiskAction { get; set; }

    /// <summary>
    /// Whether the mitigations of critical risks run; false, the default, to abort the run when such a risk has come true. A single risk
    /// may ask for it too (<see cref="Risks.RiskDefinitionBase.MitigateCritical"/>).
    /// </summary>
    public bool MitigateCritical { get; set; }

    /// <summary>How long a condition, or a predicate of a match, may take: from 1 ms to 49 days; 5 s by default.</summary>
    public TimeSpan ConditionTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a mitigation may take to decide: from 1 ms to 49 days; 1 min by default.</summary>
    public TimeSpan MitigationTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How often a risk may be mitigated in one stage of one run: 0, for never, to 1,000; 3 by default.</summary>
    public int MaxMitigations { get; set; } = 3;

    /// <summary>
    /// The name of the mitigation of failures that no risk matches; null, the default, for none: the run fails, or, if the stage was
    /// refused, is interrupted.
    /// </summary>
    public string? UnmatchedMitigation { get; set; }

    /// <summary>How many of the last mitigations the registry remembers: from 0 to 10,000; 100 by default.</summary>
    public int HistoryLimit { get; set; } = 100;

    /// <summary>The clock of timeouts and durations; null, the default, for that of the pipeline whose stage is assessed.</summary>
    public TimeProvider? TimeProvider { get; set; }
}
