using Resilience.Checkpoints;

namespace Resilience.Orchestration;

// What was recorded of a run that has finished.
internal sealed partial class StoredRun<T>
{
    /// <summary>What is recorded so far, whether the run has finished or not; null if there is no such run.</summary>
    public async Task<RunResult<T>?> ReadAsync()
    {
        RunHistory history = await ReadHistoryAsync(key).ConfigureAwait(false);
        return history.Started is null ? null : await ResultOfAsync(history).ConfigureAwait(false);
    }

    private async Task<RunResult<T>> ResultOfAsync(RunHistory history, string? inputHash = null)
    {
        if (inputHash is not null)
            CheckInput(history, inputHash);
        CheckpointInfo last = history.Last!;
        CheckpointMetadata? final = history.Finished?.Metadata;
        RunResultStatus status = final is null ? RunResultStatus.Interrupted : RecordedStatus.ToRun(final.Status);
        StageFailure? failure = final is null ? null : FailureOf(final);
        DateTimeOffset startedAt = final?.StartedAt ?? history.Started!.Metadata.StartedAt ?? history.Started!.RecordedAt;
        var report = new RunReport
        {
            Run = new(
                key, last.FencingToken, startedAt, isResumed: false, last.Metadata.TraceParent, OwnProperties(history.Started!)),
            Status = status,
            DefinitionHash = last.Metadata.DefinitionHash,
            Stages = [.. settings.Stages.Select(stage => ResultOf(stage.Info, history, status, failure))],
            Duration = (final?.EndedAt ?? last.RecordedAt) - startedAt,
            Failure = failure,
            ForkedFrom = history.Started!.Metadata.Properties.GetValueOrDefault(RecordProperties.ForkedFrom),
        };
        CheckpointInfo kept = history.ContextFor(final?.Stage);
        T context = settings.Serializer.Deserialize(await ReadPayloadAsync(key, kept, live.Caller).ConfigureAwait(false));
        return new(report, context, isRecorded: true, last.Hash);
    }

    private static StageResult ResultOf(StageInfo stage, RunHistory history, RunResultStatus status, StageFailure? failure)
    {
        foreach (CheckpointInfo record in history.Stages)
        {
            if (record.Metadata.Stage == stage.Name)
                return ResumedStages.Of(stage, record);
        }

        if (history.Finished is not { } final || final.Metadata.Stage != stage.Name)
            return new() { Stage = stage, Status = StageStatus.NotRun, Recorded = StageStatus.NotRun };
        StageStatus ended = RecordedStatus.OfLast(status);
        return ResumedStages.Of(stage, final) with
        {
            Status = ended,
            Recorded = ended,
            StartedAt = null,
            Duration = TimeSpan.Zero,
            Failure = failure,
            Hash = null,
        };
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
