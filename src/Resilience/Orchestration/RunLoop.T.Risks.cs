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

    /// <summary>Asks what is to be done. What throws, or makes a context that cannot be kept, changes nothing about the failure.</summary>
    private async ValueTask<(MitigationResult<T> Decision, ContextKeeper<T>? Given)> MitigateAsync(
        StageContext context, StageFailure failure)
    {
        long began = TimeProvider.GetTimestamp();
        MitigationResult<T> decision = default;
        ContextKeeper<T>? given = null;
        Exception? thrown = null;
        try
        {
            decision = await _settings.Risks!.MitigateAsync(context, _context.Look(), failure, _live.Token).ConfigureAwait(false);
            thrown = decision.Exception;
            given = Given(decision);
        }
        catch (Exception error)
        {
            (decision, thrown) = (default, error);
            if (!_live.Token.IsCancellationRequested)
                RunLog.MitigationFailed(Logger, error, _run.Pipeline, _run.RunId, context.Stage);
        }

        var report = new MitigationReport(
            context.Mitigation - context.MitigationBase + 1, decision.Action, decision.RiskId, decision.Reason,
            TimeProvider.GetElapsedTime(began), failure, thrown);
        _settings.Counters.OnMitigated(context, report);
        Observers.Mitigated(context, report);
        return (decision, given);
    }

    private async ValueTask RunAgainAsync(Stage<T> stage, int ordinal, string? reason, ContextKeeper<T>? given)
    {
        reason = _settings.Redaction.Redact(reason);
        RunLog.RunsAgain(Logger, _run.Pipeline, _run.RunId, stage.Info, ordinal, reason);
        _context = given ?? _context.Again();
        if (_journal is null)
            return;
        await _journal.IntentAsync(_settings.Definition.Hash, stage.Info, ordinal, reason, given?.Payload ?? default).ConfigureAwait(false);
    }

    private static StageEnd<T> After(in MitigationResult<T> decision, ContextKeeper<T>? given, in StageEnd<T> failed) =>
        decision.Action switch
        {
            MitigationAction.Continue => new(StageStatus.Mitigated, given, decision.Reason, failed.Failure),
            MitigationAction.Degrade => new(StageStatus.Degraded, given, decision.Reason, failed.Failure),
            MitigationAction.Skip => new(StageStatus.Skipped, null, decision.Reason, failed.Failure),
            MitigationAction.Abort => failed with { Status = StageStatus.Aborted, Reason = decision.Reason },
            _ => failed with { Reason = decision.Reason ?? failed.Reason },
        };

    private ContextKeeper<T>? Given(in MitigationResult<T> decision)
    {
        if (decision is not { HasContext: true, Context: not null })
            return null;
        ContextKeeper<T> given = _settings.Keep(decision.Context);
        if (_journal is not null)
            _ = given.Payload;
        return given;
    }

    private static StageEnd<T> Abort(StageInfo stage, string reason) => new(
        StageStatus.Aborted,
        Reason: reason,
        Failure: new(stage, null, new(FailureCause.Unknown, FailureDisposition.Permanent), ErrorCodes.RunAborted, null));
}
