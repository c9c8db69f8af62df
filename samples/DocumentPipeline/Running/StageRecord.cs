namespace DocumentPipeline.Running;

/// <summary>What happened in a stage.</summary>
/// <param name="Name">The stage's name.</param>
/// <param name="Status">How it ended.</param>
/// <param name="Duration">How long it took, waits between attempts included.</param>
/// <param name="Attempts">How often its own work was started.</param>
/// <param name="Timeouts">How many timeouts fired.</param>
/// <param name="Retries">How many retries were made.</param>
/// <param name="Fallback">What was done instead, if a fallback stood in.</param>
/// <param name="Events">What went wrong, in order and in words.</param>
internal sealed record StageRecord(
    string Name,
    StageStatus Status,
    TimeSpan Duration,
    int Attempts,
    int Timeouts,
    int Retries,
    string? Fallback,
    IReadOnlyList<string> Events);
