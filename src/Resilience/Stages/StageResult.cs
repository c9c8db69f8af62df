namespace Resilience;

/// <summary>What became of one stage in one run.</summary>
public sealed record StageResult
{
    /// <summary>The stage.</summary>
    public required StageInfo Stage { get; init; }

    /// <summary>How it ended.</summary>
    public required StageStatus Status { get; init; }

    /// <summary>
    /// How it ended for the owner that ran it, where <see cref="Status"/> is <see cref="StageStatus.Resumed"/>; else the same.
    /// </summary>
    public required StageStatus Recorded { get; init; }

    /// <summary>How often its code was started, in the run that ended so: from 0. Retries count, runs before a mitigation do not.</summary>
    public int Attempts { get; init; }

    /// <summary>How often it was run again by a mitigation: from 0.</summary>
    public int Mitigations { get; init; }

    /// <summary>The ordinal of the run that ended so, which is part of the idempotency key.</summary>
    internal int Ordinal { get; init; }

    /// <summary>When it began, by the wall clock; null if it has not.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it took, with retries and mitigations, without the writing of its record.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The state of its circuit when it was about to begin; null if it has none, or did not begin.</summary>
    public CircuitState? Circuit { get; init; }

    /// <summary>Why it was skipped, degraded, mitigated or aborted, in the words of whoever said so; null for any other reason.</summary>
    public string? Reason { get; init; }

    /// <summary>What ended it, or what was mitigated; null if nothing failed.</summary>
    public StageFailure? Failure { get; init; }

    /// <summary>
    /// The hash of its record, 64 hexadecimal digits; null without a record, and while the record is not durable yet.
    /// </summary>
    public string? Hash { get; init; }

    /// <summary>The branches, of a parallel group that has run; empty otherwise.</summary>
    public IReadOnlyList<StageResult> Branches { get; init; } = [];

    /// <summary>Whether the run may go on after it.</summary>
    public bool IsDone => Status is >= StageStatus.Completed and <= StageStatus.Degraded;

    /// <summary>The stage and its status.</summary>
    public override string ToString() => Failure is null ? $"{Stage}: {Status}" : $"{Stage}: {Status} ({Failure.Code})";
}
