using System.Runtime.CompilerServices;
using Resilience.Metrics;
using Resilience.Metrics.Alerts;
using Resilience.Risks;

namespace Resilience;

/// <summary>
/// Feeds an <see cref="AlertCenter"/> with what happens in runs. INFO: a mitigation succeeded. WARNING: a medium risk was found. ERROR:
/// one of high severity was found, a mitigation did not help, a stage failed. CRITICAL: a critical risk was found, a circuit opened,
/// a run was aborted. Alerts of the same kind about the same stage have one key, whichever run they come from.
/// </summary>
public sealed class RunAlerts : RunObserver
{
    private readonly AlertCenter _center;
    private readonly RunAlertRules _rules;
    private readonly ConditionalWeakTable<RunInfo, MitigationLedger> _ledgers = [];

    /// <summary>Makes an observer.</summary>
    /// <param name="center">Where alerts go.</param>
    /// <exception cref="ArgumentNullException"><paramref name="center"/> is null.</exception>
    public RunAlerts(AlertCenter center)
    {
        ArgumentNullException.ThrowIfNull(center);
        _center = center;
        _rules = new(center.TimeProvider, center.Redaction);
    }

    /// <inheritdoc />
    public override void OnAssessed(StageContext stage, RiskAssessment assessment, TimeSpan duration) =>
        Raise(_rules.Assessed(stage, assessment));

    /// <inheritdoc />
    public override void OnMitigated(StageContext stage, MitigationReport report) =>
        Raise(LedgerOf(stage.Run).Decided(stage.Stage, report).Select(settled => _rules.Mitigated(stage.Run, stage.Stage, settled)));

    /// <inheritdoc />
    public override void OnStageEnded(RunInfo run, StageResult result)
    {
        if (LedgerOf(run).Ended(result) is { } settled)
            _center.Raise(_rules.Mitigated(run, result.Stage, settled));
        Raise(_rules.StageEnded(run, result));
    }

    /// <inheritdoc />
    public override void OnRunEnded(RunReport report)
    {
        if (_rules.RunEnding(report) is { } alert)
            _center.Raise(alert);
    }

    private MitigationLedger LedgerOf(RunInfo run) => _ledgers.GetValue(run, static _ => new());

    private void Raise(IEnumerable<Alert> alerts)
    {
        foreach (Alert alert in alerts)
            _center.Raise(alert);
    }
}
