namespace Resilience.Checkpoints;

/// <summary>Where a run stands, read from its last record without looking at the others.</summary>
/// <param name="Run">The run.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Records">How many records it has; the damaged ones count.</param>
/// <param name="Last">
/// The last record that is not of <see cref="CheckpointKind.Owned"/>, which says nothing about how far the run is; null when it is damaged.
/// </param>
public sealed record RunHead(RunKey Run, RunStatus Status, long Records, CheckpointInfo? Last)
{
    /// <summary>How the run has finished; <see cref="CheckpointStatus.None"/> if it has not.</summary>
    public CheckpointStatus Outcome => Last is { Metadata: { Kind: CheckpointKind.Finished } final } ? final.Status : CheckpointStatus.None;
}
