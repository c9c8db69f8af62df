using Microsoft.Extensions.Logging;

namespace Resilience;

/// <summary>Options of a checkpoint store in files.</summary>
public sealed class FileCheckpointStoreOptions : CheckpointStoreOptions
{
    /// <summary>
    /// Whether a readable <c>.meta.json</c> is written beside each record. True by default. It is for people: nothing reads it, it is
    /// never flushed, and an error in writing it is left out.
    /// </summary>
    public bool WriteReadableMetadata { get; set; } = true;

    /// <summary>Where the store writes what it put aside or took over; null, the default, for nowhere.</summary>
    public ILogger? Logger { get; set; }
}
