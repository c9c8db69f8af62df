using Resilience;
using Resilience.Checkpoints;
using Resilience.Orchestration;

namespace DocumentPipeline.Running;

/// <summary>Reads from the records of a run how its stages went. Reading needs no ownership: a stage of the run itself may do it.</summary>
internal sealed class RunRecords
{
    private readonly ICheckpointStore _store;

    public RunRecords(ICheckpointStore store) => _store = store;

    /// <summary>The stages that have a record, in order.</summary>
    /// <exception cref="CheckpointException">A record is damaged.</exception>
    public async ValueTask<IReadOnlyList<StageRow>> ReadAsync(RunKey run, CancellationToken cancellationToken)
    {
        var rows = new List<StageRow>();
        var notes = new List<string>();
        await foreach (CheckpointInfo record in _store.ReadHistoryAsync(run, cancellationToken))
        {
            // An intent says that a stage is about to run again and why; the stage's own record says how it ended.
            if (record.Metadata is { Kind: CheckpointKind.Intent or CheckpointKind.Stage } told
                && told.Properties.TryGetValue(RecordProperties.Reason, out string? reason)
                && !notes.Contains(reason))
            {
                notes.Add(reason);
            }

            if (record.Metadata is { Kind: CheckpointKind.Stage, Stage: { } stage } ended)
            {
                rows.Add(new StageRow(
                    stage,
                    ended.Status.ToString().ToLowerInvariant(),
                    ended.Attempt,
                    ended.EndedAt - ended.StartedAt ?? TimeSpan.Zero,
                    record.Hash,
                    [.. notes]));
                notes.Clear();
            }
        }

        return rows;
    }
}
