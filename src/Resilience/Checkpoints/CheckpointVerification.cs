namespace Resilience.Checkpoints;

/// <summary>What verifying a run found: every byte of every record was read and hashed.</summary>
/// <remarks>
/// Records that somebody removed from the end are not missed: compare <see cref="HeadHash"/> with one that was kept elsewhere.
/// </remarks>
/// <param name="Run">The run.</param>
/// <param name="Records">How many records there are.</param>
/// <param name="HeadHash">The hash of the last record of the unbroken chain; null if there is none.</param>
/// <param name="Findings">What is wrong, in the order of the records; empty for an intact run.</param>
public sealed record CheckpointVerification(RunKey Run, long Records, string? HeadHash, IReadOnlyList<CheckpointFinding> Findings)
{
    /// <summary>Whether nothing is wrong.</summary>
    public bool IsIntact => Findings.Count == 0;
}
