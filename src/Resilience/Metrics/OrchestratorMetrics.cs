using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Resilience.Checkpoints;
using Resilience.Metrics;
using Resilience.Metrics.Alerts;
using Resilience.Pipelines;
using Resilience.Risks;
using Resilience.Telemetry;

namespace Resilience;

/// <summary>
/// Counts what happens in runs, by pipeline and stage, from its creation on: successes, failures and times of stages, assessments,
/// mitigations by outcome, category and severity, states of circuits, alerts by level. One instance may observe several pipelines. What it
/// keeps depends on the number of stages, not on that of runs: about 8 KB for each stage.
/// </summary>
public sealed class OrchestratorMetrics : RunObserver
{
    private const int MostPipelines = 1_000;
    private const string OtherPipelines = "(others)";

    private readonly ConcurrentDictionary<string, PipelineCounts> _pipelines = new(StringComparer.Ordinal);
    private readonly ConditionalWeakTable<RunInfo, MitigationLedger> _ledgers = [];
    private readonly RiskLabels _labels;
    private readonly RunAlertRules _rules;
    private readonly TimeProvider _clock;
    private readonly DateTimeOffset _since;

    /// <summary>Makes an observer that has seen nothing yet.</summary>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <exception cref="ArgumentException">An option that is needed is null.</exception>
    public OrchestratorMetrics(OrchestratorMetricsOptions? options = null)
    {
        options ??= new();
        OptionErrors.Check("orchestrator metrics", errors => errors.Required(nameof(options.TimeProvider), options.TimeProvider));
        _labels = new(options.DescribeRisk);
        _clock = options.TimeProvider;
        _rules = new(_clock, RedactionPolicy.Default);
        _since = _clock.GetUtcNow();
    }

    /// <inheritdoc />
    public override void OnRunStarted(RunInfo run) => Of(run).Started(run);

    /// <inheritdoc />
    public override void OnAssessed(StageContext stage, RiskAssessment assessment, TimeSpan duration)
    {
        PipelineCounts pipeline = Of(stage.Run);
        _labels.Remember(assessment);
        pipeline[stage.Stage].Assessed(assessment, duration);
        foreach (Alert alert in _rules.Assessed(stage, assessment))
            pipeline.Alerted(alert.Level);
    }

    /// <inheritdoc />
    public override void OnMitigated(StageContext stage, MitigationReport report)
    {
        foreach (SettledMitigation settled in LedgerOf(stage.Run).Decided(stage.Stage, report))
            Settled(stage.Run, stage.Stage, settled);
    }

    /// <inheritdoc />
    public override void OnStageEnded(RunInfo run, StageResult result)
    {
        if (LedgerOf(run).Ended(result) is { } settled)
            Settled(run, result.Stage, settled);
        PipelineCounts pipeline = Of(run);
        pipeline.StageEnded(result);
        foreach (Alert alert in _rules.StageEnded(run, result))
            pipeline.Alerted(alert.Level);
    }

    /// <inheritdoc />
    public override void OnCheckpoint(RunInfo run, CheckpointInfo record, TimeSpan duration) => Of(run).Checkpoint(duration);

    /// <inheritdoc />
    public override void OnRunEnded(RunReport report)
    {
        PipelineCounts pipeline = Of(report.Run);
        pipeline.Ended(report);
        if (_rules.RunEnding(report) is { } alert)
            pipeline.Alerted(alert.Level);
    }

    /// <summary>All counts; those of one stage belong together, those of different stages may be a moment apart.</summary>
    /// <returns>A copy that no longer changes.</returns>
    public OrchestratorMetricsSnapshot Snapshot() => new()
    {
        Since = _since,
        TakenAt = _clock.GetUtcNow(),
        Pipelines =
        [
            .. _pipelines.OrderBy(static known => known.Key, StringComparer.Ordinal).Select(static known => known.Value.Snapshot()),
        ],
    };

    private void Settled(RunInfo run, StageInfo stage, SettledMitigation settled)
    {
        PipelineCounts pipeline = Of(run);
        string? riskId = settled.Report.RiskId;
        pipeline[stage].Mitigated(settled.Outcome);
        pipeline.Mitigated(_labels.CategoryOf(riskId), _labels.SeverityOf(riskId), settled.IsSuccess);
        pipeline.Alerted(_rules.Mitigated(run, stage, settled).Level);
    }

    private PipelineCounts Of(RunInfo run)
    {
        if (_pipelines.TryGetValue(run.Pipeline, out PipelineCounts? counts))
            return counts;
        string name = _pipelines.Count < MostPipelines ? run.Pipeline : OtherPipelines;
        return _pipelines.GetOrAdd(name, static name => new(name));
    }

    private MitigationLedger LedgerOf(RunInfo run) => _ledgers.GetValue(run, static _ => new());
}
