namespace Resilience.Metrics;

/// <summary>What the end of a stage counts as.</summary>
internal enum StageVerdict : byte
{
    /// <summary>It did not run here: it is not counted.</summary>
    None,
    Success,
    Failure,

    /// <summary>It was not let in: neither a success nor a failure of its own.</summary>
    Refused,
    Skipped,
    Cancelled,
}
