using Resilience.Risks;

namespace Resilience.Orchestration;

// One stage, from its first pass to its record.
internal sealed partial class RunLoop<T>
{
    private async ValueTask<StageResult> RunStageAsync(Stage<T> stage)
    {
        long began = _now;
        CircuitState? circuit = stage.Info.CircuitBreaker?.State;
        StageOrdinals ordinals = _history?.OrdinalsOf(stage.Info.Name) ?? default;
        StageFailure? mended = null;
        StageExecution<T> pass;
        StageEnd<T> end;
        while (true)
        {
            var context = new StageContext(this, _run, stage.Info, ordinals.Current, _readyAt, stage.Timeout)
            {
                MitigationBase = ordinals.Base,
            };
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
        _now = TimeProvider.GetTimestamp();
        var result = new StageResult
        {
            Stage = stage.Info,
            Status = end.Status,
            Recorded = end.Status,
            Attempts = pass.Attempts,
            Mitigations = ordinals.Current,
            StartedAt = WallClock(began),
            Duration = TimeProvider.GetElapsedTime(began, _now),
            Circuit = circuit,
            Reason = end.Reason,
            Failure = end.Failure ?? mended,
            Branches = pass.Branches,
        };
        if (end.IsDone)
        {
            _context = end.Context ?? _context.Again();
            _readyAt = WallClock(_now);
            if (_journal is not null)
                await RecordAsync(result, _readyAt).ConfigureAwait(false);
        }

        Tell(result);
        return result;
    }

    // One clock for a run: its times neither overlap nor leave gaps when the wall clock is set.
    private DateTimeOffset WallClock(long timestamp) => _run.StartedAt + TimeProvider.GetElapsedTime(_began, timestamp);

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

        _settings.Counters.OnStageEnded(_run, result);
        Observers.StageEnded(_run, result);
    }
}
