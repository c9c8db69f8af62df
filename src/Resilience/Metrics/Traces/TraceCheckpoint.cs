namespace Resilience.Metrics.Traces;

/// <summary>A durable record of a run.</summary>
public sealed record TraceCheckpoint
{
    /// <summary>Its place in the run, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>What it tells: started, owned, stage, intent, restarted, finished.</summary>
    public required string Kind { get; init; }

    /// <summary>The stage; null where it is about the run as a whole.</summary>
    public string? StageName { get; init; }

    /// <summary>When it was written, by the store's clock.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>How long it took to write, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <summary>How many bytes its payload has as it is stored.</summary>
    public required long StoredLength { get; init; }

    /// <summary>Its SHA-256, 64 hexadecimal digits.</summary>
    public required string Hash { get; init; }

    /// <summary>The hash of the record before.</summary>
    public required string PreviousHash { get; init; }
}
