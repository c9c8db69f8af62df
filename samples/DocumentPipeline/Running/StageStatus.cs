namespace DocumentPipeline.Running;

/// <summary>How a stage ended.</summary>
internal enum StageStatus
{
    /// <summary>It has not ended yet.</summary>
    Running,

    /// <summary>Its own work succeeded, at once or after retries.</summary>
    Ok,

    /// <summary>Its fallback stood in.</summary>
    Degraded,

    /// <summary>It failed, and so did the run.</summary>
    Failed,
}
