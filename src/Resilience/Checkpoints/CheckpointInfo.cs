namespace Resilience.Checkpoints;

/// <summary>A record without its payload.</summary>
public sealed record CheckpointInfo
{
    /// <summary>The run that the record is part of.</summary>
    public required RunKey Run { get; init; }

    /// <summary>The record's place in the run, from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>The fencing token of the owner who wrote it; it never falls within a run.</summary>
    public required long FencingToken { get; init; }

    /// <summary>What the writer said about it.</summary>
    public required CheckpointMetadata Metadata { get; init; }

    /// <summary>When the store wrote it, by its clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The machine on which it was written, as the store was told.</summary>
    public required string Host { get; init; }

    /// <summary>The SHA-256 of the record, 64 hexadecimal digits in lower case.</summary>
    public required string Hash { get; init; }

    /// <summary>The hash of the record before; that of the first is bound to pipeline, run and definition.</summary>
    public required string PreviousHash { get; init; }

    /// <summary>What the payload is; null when there is none.</summary>
    public PayloadSchema? Schema { get; init; }

    /// <summary>How many bytes the payload has as it is stored.</summary>
    public long StoredLength { get; init; }

    /// <summary>How many bytes the payload has once it is unpacked.</summary>
    public long RawLength { get; init; }

    /// <summary>Whether the payload is encrypted.</summary>
    public bool IsEncrypted { get; init; }

    /// <summary>Whether the record carries a message authentication code.</summary>
    public bool IsAuthenticated { get; init; }

    /// <summary>Whether there is a payload.</summary>
    public bool HasPayload => Schema is not null;
}
