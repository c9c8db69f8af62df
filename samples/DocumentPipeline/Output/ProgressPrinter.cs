using DocumentPipeline.Running;
using Resilience;
using Resilience.Metrics;
using Resilience.Risks;

namespace DocumentPipeline.Output;

/// <summary>Prints what happens in a run while it happens.</summary>
internal sealed class ProgressPrinter : RunObserver
{
    private readonly Screen _screen;
    private readonly int _stageCount;

    public ProgressPrinter(Screen screen, int stageCount)
    {
        _screen = screen;
        _stageCount = stageCount;
    }

    /// <inheritdoc/>
    public override void OnRunStarted(RunInfo run)
    {
        if (run.IsResumed)
        {
            _screen.Line(
                $"Goes on where it stands, as its owner number {run.FencingToken}. What has a record is not done again.", Tone.Quiet);
        }
    }

    /// <inheritdoc/>
    public override void OnStageStarting(StageContext stage) => _screen.Now($"{Prefix(stage.Stage)}…");

    /// <inheritdoc/>
    public override void OnProgress(RunInfo run, in StageProgress progress) =>
        _screen.Now(FormattableString.Invariant($"{progress.Stage} {progress.Fraction:P0}"));

    /// <inheritdoc/>
    public override void OnAssessed(StageContext stage, RiskAssessment assessment, TimeSpan duration)
    {
        // After a mitigation the risks are assessed again; the first time is enough to know.
        if (stage.Mitigation > 0)
        {
            return;
        }

        foreach (DetectedRisk risk in assessment.Detected)
        {
            Tell(stage.Stage, $"risk {risk.RiskId} ({risk.Severity.ToString().ToLowerInvariant()}): {risk.Message}", ToneOf(risk.Severity));
        }

        foreach (FailedCondition condition in assessment.FailedConditions)
        {
            Tell(stage.Stage, $"risk {condition.RiskId} could not be assessed", Tone.Quiet);
        }
    }

    /// <inheritdoc/>
    public override void OnMitigated(StageContext stage, MitigationReport report)
    {
        string what = report.RiskId is { } id ? $"{id} has come true" : "failed";
        Tell(stage.Stage, $"{what}: {Reasons.Of(report.Failure.Exception)}", Tone.Warning);
        if (report.Action == MitigationAction.Retry)
        {
            Tell(stage.Stage, report.Reason ?? "runs again", Tone.Warning);
        }
    }

    /// <inheritdoc/>
    public override void OnStageEnded(RunInfo run, StageResult result)
    {
        string attempts = result.Attempts > 1 ? $" in {result.Attempts} attempts" : "";
        string reason = result.Reason is { } words ? $"  {words}" : "";
        Tone tone = result.Status switch
        {
            StageStatus.Completed => Tone.Good,
            StageStatus.Mitigated or StageStatus.Degraded or StageStatus.Skipped => Tone.Warning,
            _ => Tone.Bad,
        };
        string status = result.Status.ToString().ToLowerInvariant();
        Tell(result.Stage, $"{status,-9}  {Durations.ToText(result.Duration),8}{attempts}{reason}", tone);
    }

    /// <summary>Prints something about a stage.</summary>
    public void Tell(StageInfo stage, string text, Tone tone) =>
        _screen.Line($"{Prefix(stage)}{text.ReplaceLineEndings(" ")}", tone);

    private string Prefix(StageInfo stage) => $"[{stage.Position + 1}/{_stageCount}] {stage.Name,-19}  ";

    private static Tone ToneOf(RiskSeverity severity) => severity switch
    {
        RiskSeverity.Low => Tone.Quiet,
        RiskSeverity.Critical => Tone.Bad,
        _ => Tone.Warning,
    };
}
