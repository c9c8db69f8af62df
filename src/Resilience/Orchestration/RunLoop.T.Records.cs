using Resilience.Checkpoints;

namespace Resilience.Orchestration;

// What is written down.
internal sealed partial class RunLoop<T>
{
    private IReadOnlyList<CheckpointInfo> Records => _journal?.Records ?? [];

    private string? LastHash() => Records is [.., var last] ? last.Hash : null;

    private async ValueTask RecordAsync(StageResult result, DateTimeOffset endedAt)
    {
        PipelineDefinition<T> definition = _settings.Definition;
        await _journal!.StageAsync(definition.Hash, definition.HashUpTo(result.Stage.Position), result, endedAt, _context.Payload)
            .ConfigureAwait(false);
        _now = TimeProvider.GetTimestamp();
    }

    private async ValueTask CloseAsync(RunReport report, string traceHash)
    {
        if (report.Status == RunResultStatus.Interrupted)
        {
            await _journal!.FlushAsync().ConfigureAwait(false);
        }
        else
        {
            await _journal!.FinishedAsync(
                _settings.Definition.Hash, report.Status, EndedWith(), traceHash, _run.StartedAt, TimeProvider.GetUtcNow())
                .ConfigureAwait(false);
        }

        FillHashes();
    }

    /// <summary>The stage on which the run ended; null if it completed, or stopped between two.</summary>
    private StageResult? EndedWith() => Array.Find(_results, static result => result.Status > StageStatus.Degraded);

    // The run is failing for another reason, which is the one to be told; what was accepted may be written all the same.
    private async ValueTask SaveAsync()
    {
        try
        {
            if (_journal is not null)
                await _journal.FlushAsync().ConfigureAwait(false);
        }
        catch (Exception error)
        {
            RunLog.StorageFailed(Logger, error, _run.Pipeline, _run.RunId);
        }
    }

    // Where records become durable in the background, their hashes are not known before.
    private void FillHashes()
    {
        foreach (CheckpointInfo record in Records)
        {
            if (record.Metadata is { Kind: CheckpointKind.Stage, Stage: { } stage }
                && _settings.Definition.PositionOf(stage) is { } position
                && _results[position].IsDone)
            {
                _results[position] = _results[position] with { Hash = record.Hash };
            }
        }
    }
}
