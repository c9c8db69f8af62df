using Resilience.Checkpoints;

namespace Resilience.Orchestration;

// What was recorded of a run that has finished.
internal sealed partial class StoredRun<T>
{
    private async Task<RunResult<T>> ResultOfAsync(RunHistory history, string? inputHash = null)
    {
        if (inputHash is not null)
            CheckInput(history, inputHash);
        CheckpointInfo final = history.Finished!;
        RunResultStatus status = RecordedStatus.ToRun(final.Metadata.Status);
        StageFailure? failure = FailureOf(final.Metadata);
        var report = new RunReport
        {
            Run = new(
                key, final.FencingToken, final.Metadata.StartedAt ?? final.RecordedAt, isResumed: false, final.Metadata.TraceParent,
                OwnProperties(history.Started!)),
            Status = status,
            DefinitionHash = final.Metadata.DefinitionHash,
            Stages = [.. settings.Stages.Select(stage => ResultOf(stage.Info, history, status, failure))],
            Duration = final.Metadata.EndedAt - final.Metadata.StartedAt ?? TimeSpan.Zero,
            Failure = failure,
            ForkedFrom = history.Started!.Metadata.Properties.GetValueOrDefault(RecordProperties.ForkedFrom),
        };
        CheckpointInfo last = history.ContextFor(final.Metadata.Stage);
        T context = settings.Serializer.Deserialize(await ReadPayloadAsync(key, last, live.Caller).ConfigureAwait(false));
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
        var failure = new Failure(
            Word(final, RecordProperties.Cause, FailureCause.Unknown),
            Word(final, RecordProperties.Disposition, FailureDisposition.Permanent));
        return new(stage, null, failure, code, null);
    }

    private static TWord Word<TWord>(CheckpointMetadata metadata, string property, TWord otherwise)
        where TWord : struct, Enum =>
        Enum.TryParse(metadata.Properties.GetValueOrDefault(property), out TWord word) ? word : otherwise;

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
