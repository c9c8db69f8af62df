using Resilience.Risks;

namespace Resilience.Orchestration;

// One stage, from its first pass to its record.
internal sealed partial class RunLoop<T>
{
    // A stage that is done at once, and leaves no record, needs nobody who waits.
    private ValueTask<StageResult> RunStageAsync(Stage<T> stage)
    {
        long began = _now;
        CircuitState? circuit = stage.Info.CircuitBreaker?.State;
        StageOrdinals ordinals = _history?.OrdinalsOf(stage.Info.Name) ?? default;
        StageExecution<T> pass = NextPass(stage, ordinals);
        ValueTask<StageEnd<T>> running = PassAsync(pass, _live.Token);
        if (_journal is not null || !running.IsCompletedSuccessfully)
            return MendAsync(pass, running, ordinals, circuit, began);
        StageEnd<T> end = running.Result;
        if (!end.IsDone)
            return MendAsync(pass, new(end), ordinals, circuit, began);
        StageResult result = Finish(pass, end, ordinals, circuit, began);
        Tell(result);
        return new(result);
    }

    private async ValueTask<StageResult> MendAsync(
        StageExecution<T> pass, ValueTask<StageEnd<T>> running, StageOrdinals ordinals, CircuitState? circuit, long began)
    {
        Stage<T> stage = pass.Stage;
        StageFailure? mended = null;
        string? mending = null;
        StageEnd<T> end;
        while (true)
        {
            end = await running.ConfigureAwait(false);
            if (end.IsDone || end.Failure is null || end.Status == StageStatus.Aborted || _settings.Risks is null)
                break;
            (MitigationResult<T> decision, ContextKeeper<T>? given) = await MitigateAsync(pass.Context, end.Failure).ConfigureAwait(false);
            bool again = decision.Action == MitigationAction.Retry && ordinals.Current - ordinals.Base < stage.MaxMitigations;
            if (!again || _live.Token.IsCancellationRequested)
            {
                end = After(decision, given, end);
                break;
            }

            (mended, mending) = (end.Failure, decision.Reason);
            ordinals = ordinals with { Current = ordinals.Current + 1 };
            await RunAgainAsync(stage, ordinals.Current, decision.Reason, given).ConfigureAwait(false);
            pass = NextPass(stage, ordinals);
            running = PassAsync(pass, _live.Token);
        }

        // Whatever came of it: what was stopped has neither failed nor been given up.
        if (!end.IsDone && _live.Token.IsCancellationRequested)
            end = new(StageStatus.Cancelled);
        end = end with { Failure = end.Failure ?? mended, Reason = end.Reason ?? mending };
        StageResult result = Finish(pass, end, ordinals, circuit, began);
        if (result.IsDone && _journal is not null)
            await RecordAsync(result, _readyAt).ConfigureAwait(false);
        Tell(result);
        return result;
    }

    private StageExecution<T> NextPass(Stage<T> stage, StageOrdinals ordinals)
    {
        var context = new StageContext(this, _run, stage.Info, ordinals.Current, _readyAt) { MitigationBase = ordinals.Base };
        return new(this, stage, context, _context);
    }

    /// <summary>The stage has ended; if it is done, what comes next begins with its context.</summary>
    private StageResult Finish(StageExecution<T> pass, StageEnd<T> end, StageOrdinals ordinals, CircuitState? circuit, long began)
    {
        if (end.Status == StageStatus.Completed && ordinals.Current > ordinals.Base)
            end = end with { Status = StageStatus.Mitigated };
        _now = TimeProvider.GetTimestamp();
        if (end.IsDone)
        {
            _context = end.Context ?? _context.Again();
            _readyAt = WallClock(_now);
        }

        return Describe(pass, end, ordinals, circuit, began, _now);
    }

    private StageResult Describe(
        StageExecution<T> pass, in StageEnd<T> end, StageOrdinals ordinals, CircuitState? circuit, long began, long ended) => new()
        {
            Stage = pass.Stage.Info,
            Status = end.Status,
            Recorded = end.Status,
            Attempts = pass.Attempts,
            Mitigations = ordinals.Current - ordinals.Base,
            Ordinal = ordinals.Current,
            StartedAt = WallClock(began),
            Duration = TimeProvider.GetElapsedTime(began, ended),
            Circuit = circuit,
            Reason = end.Reason is null ? null : _settings.Redaction.Redact(end.Reason),
            Failure = end.Failure,
            Branches = pass.Branches,
        };

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
