using Resilience.Checkpoints;

namespace Resilience.Orchestration;

// What was recorded of a run that has finished.
internal sealed partial class StoredRun<T>
{
    /// <summary>What was recorded; null if the run has been opened again, or deleted, since it was looked for.</summary>
    private async Task<RunResult<T>?> ReadResultAsync(string? inputHash)
    {
        RunHistory history = await ReadHistoryAsync(key).ConfigureAwait(false);
        if (history.Finished is null)
            return null;
        if (inputHash is not null)
            CheckInput(history, inputHash);
        return await ReadResultAsync(history).ConfigureAwait(false);
    }

    private async Task<RunResult<T>> ReadResultAsync(RunHistory history)
    {
        CheckpointInfo final = history.Finished!;
        RunResultStatus status = RecordedStatus.ToRun(final.Metadata.Status);
        StageFailure? failure = FailureOf(final.Metadata);
        var report = new RunReport
        {
            Run = new(
                key, final.FencingToken, final.Metadata.StartedAt ?? final.RecordedAt, isResumed: false, final.Metadata.TraceParent),
            Status = status,
            DefinitionHash = final.Metadata.DefinitionHash,
            Stages = [.. settings.Stages.Select(stage => ResultOf(stage.Info, history, status, failure))],
            Duration = final.Metadata.EndedAt - final.Metadata.StartedAt ?? TimeSpan.Zero,
            Failure = failure,
            ForkedFrom = history.Started!.Metadata.Properties.GetValueOrDefault(RecordProperties.ForkedFrom),
        };
        T context = settings.Serializer.Deserialize(await ReadPayloadAsync(key, history.Context!, live.Caller).ConfigureAwait(false));
        return new(report, context, isRecorded: true, final.Hash);
    }

    private static StageResult ResultOf(StageInfo stage, RunHistory history, RunResultStatus status, StageFailure? failure)
    {
        foreach (CheckpointInfo record in history.Stages)
        {
            if (record.Metadata.Stage == stage.Name)
                return ResumedStages.Of(stage, record);
        }

        StageStatus ended = failure?.Stage.Name == stage.Name ? RecordedStatus.OfLast(status) : StageStatus.NotRun;
        return new() { Stage = stage, Status = ended, Recorded = ended, Failure = ended == StageStatus.NotRun ? null : failure };
    }

    private StageFailure? FailureOf(CheckpointMetadata final)
    {
        if (final is not { Stage: { } name, Code: { } code })
            return null;
        StageInfo stage = settings.Definition.PositionOf(name) is { } position
            ? settings.Stages[position].Info
            : new(key.Pipeline, name, -1, null, 1, null);
        return new(stage, null, default, code, null);
    }

    private async ValueTask<RunHistory> ReadHistoryAsync(RunKey run)
    {
        var records = new List<CheckpointInfo>();
        await foreach (CheckpointInfo record in store.ReadHistoryAsync(run, live.Caller).ConfigureAwait(false))
            records.Add(record);
        return new(records);
    }

    private async ValueTask<CheckpointPayload> ReadPayloadAsync(RunKey run, CheckpointInfo info, CancellationToken cancellationToken)
    {
        CheckpointRecord? record = await store.ReadAsync(run, info.Sequence, cancellationToken).ConfigureAwait(false);
        return record?.Payload
            ?? throw new CheckpointException(CheckpointError.NotFound, $"The record {info.Sequence} of the run {run} is no longer there.");
    }
}
