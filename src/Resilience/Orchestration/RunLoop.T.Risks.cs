using Resilience.Metrics;
using Resilience.Risks;

namespace Resilience.Orchestration;

// What may go wrong, and what is done about what went wrong.
internal sealed partial class RunLoop<T>
{
    private async ValueTask<StageEnd<T>?> AssessAsync(
        StageContext context, ContextKeeper<T> input, CancellationToken cancellationToken)
    {
        long began = TimeProvider.GetTimestamp();
        RiskAssessment assessment;
        try
        {
            assessment = await _settings.Risks!.AssessAsync(context, input.Look(), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            RunLog.AssessmentFailed(Logger, error, _run.Pipeline, _run.RunId, context.Stage);
            return null;
        }

        Observers.Assessed(context, assessment, TimeProvider.GetElapsedTime(began));
        return assessment.AbortsBecause is { } risk ? Abort(context.Stage, $"{risk.RiskId}: {risk.Message}") : null;
    }

    // No decision if it was stopped before there was one: the stage is as undone as one that was stopped itself.
    private async ValueTask<MitigationResult<T>?> MitigateAsync(StageContext context, StageFailure failure)
    {
        long began = TimeProvider.GetTimestamp();
        MitigationResult<T> decision = default;
        Exception? thrown = null;
        bool stopped = false;
        try
        {
            decision = await _settings.Risks!.MitigateAsync(context, _context.Look(), failure, _live.Token).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            thrown = error;
            stopped = _live.Token.IsCancellationRequested;
            if (!stopped)
                RunLog.MitigationFailed(Logger, error, _run.Pipeline, _run.RunId, context.Stage);
        }

        var report = new MitigationReport(
            context.Mitigation + 1, decision.Action, decision.RiskId, decision.Reason, TimeProvider.GetElapsedTime(began), failure,
            thrown ?? decision.Exception);
        _settings.Counters.OnMitigated(context, report);
        Observers.Mitigated(context, report);
        return stopped ? null : decision;
    }

    private async ValueTask RunAgainAsync(Stage<T> stage, int ordinal, MitigationResult<T> decision)
    {
        RunLog.RunsAgain(Logger, _run.Pipeline, _run.RunId, stage.Info, ordinal, decision.Reason);
        _context = Given(decision) ?? _context.Again();
        if (_journal is null)
            return;
        await _journal.IntentAsync(
            _settings.Definition.Hash, stage.Info, ordinal, decision.Reason, decision.HasContext ? _context.Payload : default)
            .ConfigureAwait(false);
    }

    private StageEnd<T> After(in MitigationResult<T> decision, in StageEnd<T> failed) => decision.Action switch
    {
        MitigationAction.Continue => new(StageStatus.Mitigated, Given(decision), decision.Reason, failed.Failure),
        MitigationAction.Degrade => new(StageStatus.Degraded, Given(decision), decision.Reason, failed.Failure),
        MitigationAction.Skip => new(StageStatus.Skipped, null, decision.Reason, failed.Failure),
        MitigationAction.Abort => failed with { Status = StageStatus.Aborted, Reason = decision.Reason },
        _ => failed with { Reason = decision.Reason ?? failed.Reason },
    };

    private ContextKeeper<T>? Given(in MitigationResult<T> decision) =>
        decision is { HasContext: true, Context: not null } ? _settings.Keep(decision.Context) : null;

    private static StageEnd<T> Abort(StageInfo stage, string reason) => new(
        StageStatus.Aborted,
        Reason: reason,
        Failure: new(stage, null, new(FailureCause.Unknown, FailureDisposition.Permanent), ErrorCodes.RunAborted, null));
}
