using Resilience.Checkpoints;

namespace Resilience.Orchestration;

/// <summary>Tells the observers of a run what has become durable.</summary>
internal sealed class ObservedLease(IRunLease lease, RunInfo run, RunObservers observers, TimeProvider timeProvider) : IRunLease
{
    public RunKey Run => lease.Run;

    public long FencingToken => lease.FencingToken;

    public IReadOnlyList<CheckpointInfo> History => lease.History;

    public IReadOnlyList<QuarantinedRecord> Quarantined => lease.Quarantined;

    public CancellationToken Lost => lease.Lost;

    public async ValueTask<CheckpointInfo> AppendAsync(CheckpointDraft draft, CancellationToken cancellationToken = default)
    {
        long began = timeProvider.GetTimestamp();
        CheckpointInfo record = await lease.AppendAsync(draft, cancellationToken).ConfigureAwait(false);
        observers.Checkpoint(run, record, timeProvider.GetElapsedTime(began));
        return record;
    }

    public ValueTask<CheckpointRecord> ReadAsync(long sequence, CancellationToken cancellationToken = default) =>
        lease.ReadAsync(sequence, cancellationToken);

    public ValueTask DisposeAsync() => lease.DisposeAsync();
}
