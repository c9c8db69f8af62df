using Resilience.Risks;

namespace Resilience.Orchestration;

// One stage, from its first pass to its record.
internal sealed partial class RunLoop<T>
{
    private async ValueTask<StageResult> RunStageAsync(Stage<T> stage)
    {
        long began = TimeProvider.GetTimestamp();
        DateTimeOffset startedAt = TimeProvider.GetUtcNow();
        CircuitState? circuit = stage.Info.CircuitBreaker?.State;
        StageOrdinals ordinals = _history?.OrdinalsOf(stage.Info.Name) ?? default;
        StageFailure? mended = null;
        StageExecution<T> pass;
        StageEnd<T> end;
        while (true)
        {
            var context = new StageContext(this, _run, stage.Info, ordinals.Current, _readyAt, stage.Timeout);
            pass = new(this, stage, context, _context);
            end = await PassAsync(pass, context, _live.Token).ConfigureAwait(false);
            if (end.IsDone || end.Failure is null || end.Status == StageStatus.Aborted || _settings.Risks is null)
                break;
            if (await MitigateAsync(context, end.Failure).ConfigureAwait(false) is not { } decision)
            {
                end = new(StageStatus.Cancelled);
                break;
            }

            if (decision.Action != MitigationAction.Retry || ordinals.Current - ordinals.Base >= stage.MaxMitigations)
            {
                end = After(decision, end);
                break;
            }

            mended = end.Failure;
            ordinals = ordinals with { Current = ordinals.Current + 1 };
            await RunAgainAsync(stage, ordinals.Current, decision).ConfigureAwait(false);
        }

        if (end.Status == StageStatus.Completed && ordinals.Current > ordinals.Base)
            end = end with { Status = StageStatus.Mitigated };
        TimeSpan duration = TimeProvider.GetElapsedTime(began);
        var result = new StageResult
        {
            Stage = stage.Info,
            Status = end.Status,
            Recorded = end.Status,
            Attempts = pass.Attempts,
            Mitigations = ordinals.Current,
            StartedAt = startedAt,
            Duration = duration,
            Circuit = circuit,
            Reason = end.Reason,
            Failure = end.Failure ?? mended,
            Branches = pass.Branches,
        };
        return await EndStageAsync(result, end, startedAt + duration).ConfigureAwait(false);
    }

    private async ValueTask<StageResult> EndStageAsync(StageResult result, StageEnd<T> end, DateTimeOffset endedAt)
    {
        if (end.IsDone)
        {
            _context = end.Context ?? _context.Again();
            _readyAt = endedAt;
            await RecordAsync(result, endedAt).ConfigureAwait(false);
        }

        Tell(result);
        return result;
    }

    private void Tell(StageResult result)
    {
        switch (result.Status)
        {
            case StageStatus.Completed or StageStatus.Skipped:
                RunLog.StageDone(
                    Logger, _run.Pipeline, _run.RunId, result.Stage, result.Status, result.Duration, result.Attempts);
                break;
            case StageStatus.Mitigated or StageStatus.Degraded:
                RunLog.StageDoneWithLess(
                    Logger, result.Failure?.Exception, _run.Pipeline, _run.RunId, result.Stage, result.Status, result.Reason,
                    result.Failure?.Code);
                break;
            default:
                RunLog.StageFailed(
                    Logger, result.Failure?.Exception, _run.Pipeline, _run.RunId, result.Stage, result.Status, result.Failure?.Code,
                    result.Attempts);
                break;
        }

        Observers.StageEnded(_run, result);
    }
}
