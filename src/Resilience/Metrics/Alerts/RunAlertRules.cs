using Resilience.Risks;
using Resilience.Telemetry;

namespace Resilience.Metrics.Alerts;

/// <summary>Which alerts what happens in a run gives rise to. The same for metrics, traces and sinks.</summary>
internal sealed class RunAlertRules(TimeProvider clock, RedactionPolicy redaction)
{
    /// <summary>A risk of low severity is recorded and no alert.</summary>
    public IEnumerable<Alert> Assessed(StageContext stage, RiskAssessment assessment)
    {
        IEnumerable<DetectedRisk> risks = assessment.AbortsBecause is { } fatal && !assessment.Detected.Contains(fatal)
            ? assessment.Detected.Append(fatal)
            : assessment.Detected;
        return risks.Where(static risk => risk.Severity != RiskSeverity.Low).Select(risk => About(stage.Run, stage.Stage) with
        {
            Key = $"risk:{stage.Run.Pipeline}/{stage.Stage}/{risk.RiskId}",
            Level = LevelOf(risk.Severity),
            Message = $"Risk {risk.RiskId} ({AlertWords.Of(risk.Severity)}) before stage '{stage.Stage}': {redaction.Redact(risk.Message)}",
            RiskId = risk.RiskId,
        });
    }

    public Alert Mitigated(RunInfo run, StageInfo stage, SettledMitigation settled)
    {
        MitigationReport report = settled.Report;
        string risk = report.RiskId is null ? "" : $" of risk {report.RiskId}";
        string reason = report.Reason is null ? "" : $": {redaction.Redact(report.Reason)}";
        return About(run, stage) with
        {
            Key = $"mitigation:{run.Pipeline}/{stage}/{report.RiskId}/{(settled.IsSuccess ? "success" : "failure")}",
            Level = settled.IsSuccess ? AlertLevel.Info : AlertLevel.Error,
            Message = $"Mitigation {report.Ordinal}{risk} at stage '{stage}' {WordsOf(settled.Outcome)} ({report.Action}){reason}",
            RiskId = report.RiskId,
            Code = report.Failure.Code,
        };
    }

    public IEnumerable<Alert> StageEnded(RunInfo run, StageResult result)
    {
        foreach (Alert opened in Openings(run, result))
            yield return opened;
        StageVerdict verdict = StageVerdicts.Of(result);

        // A parallel group fails because a branch has, which was told.
        if (verdict is not (StageVerdict.Failure or StageVerdict.Refused) || result.Branches.Any(static branch => !branch.IsDone))
            yield break;
        string code = result.Failure?.Code ?? ErrorCodes.Unknown;
        string how = verdict == StageVerdict.Refused ? "was refused" : result.Status == StageStatus.Aborted ? "was given up" : "failed";
        string reason = result.Reason is null ? "" : $": {redaction.Redact(result.Reason)}";
        yield return About(run, result.Stage) with
        {
            Key = $"stage:{run.Pipeline}/{result.Stage}",
            Level = AlertLevel.Error,
            Message = $"Stage '{result.Stage}' {how} ({code}){reason}",
            Component = result.Failure?.Rejection?.Component,
            Code = code,
        };
    }

    /// <summary>Null unless the run was aborted.</summary>
    public Alert? RunEnding(RunReport report)
    {
        if (report.Status != RunResultStatus.Aborted)
            return null;
        StageInfo? stage = report.Failure?.Stage
            ?? report.Stages.FirstOrDefault(static result => result.Status == StageStatus.Aborted)?.Stage;
        string where = stage is null ? "" : $" at stage '{stage}'";
        return About(report.Run, stage) with
        {
            Key = $"run:{report.Run.Pipeline}/{stage}",
            Level = AlertLevel.Critical,
            Message = $"Run '{redaction.Redact(report.Run.ToString())}' was aborted{where} ({report.Failure?.Code ?? ErrorCodes.Unknown})",
            Code = report.Failure?.Code,
        };
    }

    private static AlertLevel LevelOf(RiskSeverity severity) => severity switch
    {
        RiskSeverity.Medium => AlertLevel.Warning,
        RiskSeverity.High => AlertLevel.Error,
        _ => AlertLevel.Critical,
    };

    private static string WordsOf(MitigationEffect outcome) => outcome switch
    {
        MitigationEffect.Succeeded => "succeeded",
        MitigationEffect.FailedAgain => "did not help",
        MitigationEffect.GaveUp => "gave up",
        MitigationEffect.Threw => "failed",
        _ => "was cancelled",
    };

    // The stage's circuit opened while the stage was at work: the history tells, even if it has closed again.
    private static IEnumerable<Alert> Openings(RunInfo run, StageResult result)
    {
        if (result.Stage.CircuitBreaker is not { } breaker || result.StartedAt is not { } started)
            return [];
        DateTimeOffset ended = started + result.Duration;
        return breaker.Snapshot().History
            .Where(change => change.To is CircuitState.Open && change.At >= started && change.At <= ended)
            .Select(change => CircuitAlerts.Opened(change) with
            {
                Pipeline = run.Pipeline,
                RunId = run.RunId,
                Stage = result.Stage.ToString(),
            });
    }

    private Alert About(RunInfo run, StageInfo? stage) => new()
    {
        Key = "",
        Level = AlertLevel.Info,
        Message = "",
        Timestamp = clock.GetUtcNow(),
        Pipeline = run.Pipeline,
        RunId = run.RunId,
        Stage = stage?.ToString(),
    };
}
