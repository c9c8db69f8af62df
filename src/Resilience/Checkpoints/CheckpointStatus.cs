namespace Resilience.Checkpoints;

/// <summary>How what a record tells of has ended. The names are stored in lower case and stable.</summary>
public enum CheckpointStatus : byte
{
    /// <summary>The record tells of nothing that ends.</summary>
    None,

    /// <summary>It did what it was there for.</summary>
    Completed,

    /// <summary>Its condition said that it was not wanted.</summary>
    Skipped,

    /// <summary>It failed, and a mitigation mended that.</summary>
    Mitigated,

    /// <summary>It failed, and the run goes on with less.</summary>
    Degraded,

    /// <summary>It failed.</summary>
    Failed,

    /// <summary>It was given up because of its risk.</summary>
    Aborted,

    /// <summary>Somebody cancelled it.</summary>
    Cancelled,
}
