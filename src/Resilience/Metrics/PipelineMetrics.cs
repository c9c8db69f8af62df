namespace Resilience.Metrics;

/// <summary>What is known of one pipeline, over all runs that were observed.</summary>
public sealed record PipelineMetrics
{
    /// <summary>The name of the pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>How often a run began or went on.</summary>
    public long Started { get; init; }

    /// <summary>Of these: how many went on after an interruption or a failure.</summary>
    public long Resumed { get; init; }

    /// <summary>How runs have ended; ways that did not occur are left out.</summary>
    public required IReadOnlyDictionary<RunResultStatus, long> Ended { get; init; }

    /// <summary>How many runs are under way, as far as was told.</summary>
    public long Running => Started - Ended.Values.Sum();

    /// <summary>How many runs completed.</summary>
    public long Completed => Ended.GetValueOrDefault(RunResultStatus.Completed);

    /// <summary>How long runs took, those that did not complete included.</summary>
    public DurationSummary Times { get; init; }

    /// <summary>How many stages were done, over all runs.</summary>
    public long StagesDone { get; init; }

    /// <summary>How many records became durable.</summary>
    public long Checkpoints { get; init; }

    /// <summary>How long records took to write.</summary>
    public DurationSummary CheckpointTimes { get; init; }

    /// <summary>How many alerts there were by level, repeated ones included; levels without any are left out.</summary>
    public required IReadOnlyDictionary<AlertLevel, long> Alerts { get; init; }

    /// <summary>All mitigations.</summary>
    public MitigationCounts Mitigations { get; init; }

    /// <summary>Mitigations by the category of their risk; those without a known category are left out.</summary>
    public required IReadOnlyDictionary<RiskCategory, MitigationCounts> MitigationsByCategory { get; init; }

    /// <summary>Mitigations by the severity of their risk; those without a known severity are left out.</summary>
    public required IReadOnlyDictionary<RiskSeverity, MitigationCounts> MitigationsBySeverity { get; init; }

    /// <summary>The stages, in the order in which they were first seen.</summary>
    public required IReadOnlyList<StageMetrics> Stages { get; init; }
}
