using System.Collections.Frozen;

namespace Resilience.Checkpoints;

/// <summary>What the writer of a record says about it. It is stored as readable JSON, never encrypted: keep secrets out.</summary>
public sealed record CheckpointMetadata
{
    /// <summary>What the record tells.</summary>
    public required CheckpointKind Kind { get; init; }

    /// <summary>
    /// The hash of the pipeline's definition, as text of the writer's choosing: 1 to 128 characters. That of the first record is bound
    /// into the chain.
    /// </summary>
    public required string DefinitionHash { get; init; }

    /// <summary>The stage: 1 to 256 characters of valid Unicode; null where the record is about the run as a whole.</summary>
    public string? Stage { get; init; }

    /// <summary>How the stage or the run has ended.</summary>
    public CheckpointStatus Status { get; init; }

    /// <summary>The attempt of the stage that ended so, from 1; 0, the default, where there is none.</summary>
    public int Attempt { get; init; }

    /// <summary>The mitigation ordinal of the stage: 0, the default, for its first run, one more for each re-run.</summary>
    public int Mitigation { get; init; }

    /// <summary>When the stage or the run began; null, the default, where the record does not tell of it.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the stage or the run ended; null, the default, where the record does not tell of it.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The stable error code of what failed; up to 128 characters; null, the default, when nothing did.</summary>
    public string? Code { get; init; }

    /// <summary>The hash of the run's input, up to 128 characters; null, the default, in all records but the first.</summary>
    public string? InputHash { get; init; }

    /// <summary>The hash of the run's trace, up to 128 characters; null, the default, in all records but the last.</summary>
    public string? TraceHash { get; init; }

    /// <summary>The W3C <c>traceparent</c> under which the record was made, up to 128 characters; null, the default, for none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>
    /// What else the writer wants to keep: up to 64 entries whose names have up to 128 characters, 16,384 characters in all. Empty by
    /// default.
    /// </summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = FrozenDictionary<string, string>.Empty;
}
