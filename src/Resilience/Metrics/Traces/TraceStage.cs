namespace Resilience.Metrics.Traces;

/// <summary>One stage of a run.</summary>
public sealed record TraceStage
{
    /// <summary>The stage, with the name of its group before it.</summary>
    public required string StageName { get; init; }

    /// <summary>Whether the run could go on after it: completed, resumed, skipped, mitigated, degraded.</summary>
    public required bool Success { get; init; }

    /// <summary>How it ended: not_run, completed, resumed, skipped, mitigated, degraded, failed, aborted, cancelled.</summary>
    public required string Status { get; init; }

    /// <summary>The same for the owner who ran it, if an earlier one did.</summary>
    public required string RecordedStatus { get; init; }

    /// <summary>How often its code was started.</summary>
    public required int Attempts { get; init; }

    /// <summary>How often a mitigation ran it again.</summary>
    public required int Mitigations { get; init; }

    /// <summary>When it began, by the wall clock; null if it has not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it took, in milliseconds, without the writing of its record.</summary>
    public required double DurationMs { get; init; }

    /// <summary>The state of its circuit when it was about to begin; null if it has none, or did not begin.</summary>
    public string? CircuitState { get; init; }

    /// <summary>Why it was skipped, degraded, mitigated or aborted; null for any other reason.</summary>
    public string? Reason { get; init; }

    /// <summary>What ended it or was mitigated; null if nothing failed.</summary>
    public TraceFailure? Failure { get; init; }

    /// <summary>How many risks were looked at before it, the last time that they were.</summary>
    public required int RisksAssessed { get; init; }

    /// <summary>How long that took, in milliseconds.</summary>
    public required double AssessmentMs { get; init; }

    /// <summary>The risks that were found.</summary>
    public required IReadOnlyList<TraceRisk> Risks { get; init; }

    /// <summary>The conditions that could not say whether their risk is there.</summary>
    public required IReadOnlyList<TraceFailedCondition> FailedConditions { get; init; }

    /// <summary>The mitigations after its failures.</summary>
    public required IReadOnlyList<TraceMitigation> MitigationAttempts { get; init; }

    /// <summary>The hash of its record; null without one, and while it is not durable.</summary>
    public string? CheckpointHash { get; init; }

    /// <summary>The branches of a parallel group; empty otherwise.</summary>
    public required IReadOnlyList<TraceStage> Branches { get; init; }
}
