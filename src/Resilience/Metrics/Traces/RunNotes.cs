using Resilience.Checkpoints;
using Resilience.Metrics.Alerts;
using Resilience.Risks;

namespace Resilience.Metrics.Traces;

/// <summary>What is noted during one run, within bounds. Branches of a parallel group may note at once.</summary>
internal sealed class RunNotes(RunAlertRules rules)
{
    private const int MostAlerts = 1_000;
    private const int MostCheckpoints = 10_000;
    private const int MostPerStage = 200;

    private readonly Lock _gate = new();
    private readonly Dictionary<StageInfo, StageNotes> _stages = [];
    private readonly MitigationLedger _ledger = new();
    private readonly List<Alert> _alerts = [];
    private readonly List<(CheckpointInfo Record, TimeSpan Duration)> _checkpoints = [];
    private readonly List<(MitigationReport Report, bool Succeeded)> _settled = [];
    private long _omitted;

    public void Assessed(StageContext stage, RiskAssessment assessment, TimeSpan duration)
    {
        Alert[] alerts = [.. rules.Assessed(stage, assessment)];
        lock (_gate)
        {
            StageNotes notes = Of_NeedsLock(stage.Stage);
            notes.Assessed = assessment.Assessed;
            notes.AssessmentTime += duration;
            foreach (DetectedRisk risk in assessment.Detected)
                Put_NeedsLock(notes.Risks, risk.RiskId, risk);
            foreach (FailedCondition condition in assessment.FailedConditions)
                Put_NeedsLock(notes.FailedConditions, condition.RiskId, condition);
            Add_NeedsLock(alerts);
        }
    }

    public void Mitigated(StageContext stage, MitigationReport report)
    {
        IReadOnlyList<SettledMitigation> settled = _ledger.Decided(stage.Stage, report);
        Alert[] alerts = [.. settled.Select(one => rules.Mitigated(stage.Run, stage.Stage, one))];
        lock (_gate)
        {
            StageNotes notes = Of_NeedsLock(stage.Stage);
            Add_NeedsLock(notes.Mitigations, (report, null), MostPerStage);
            foreach (SettledMitigation one in settled)
                Settle_NeedsLock(stage.Stage, one);
            Add_NeedsLock(alerts);
        }
    }

    public void StageEnded(RunInfo run, StageResult result)
    {
        SettledMitigation? settled = _ledger.Ended(result);
        List<Alert> alerts = [.. rules.StageEnded(run, result)];
        if (settled is { } known)
            alerts.Insert(0, rules.Mitigated(run, result.Stage, known));
        lock (_gate)
        {
            if (settled is { } one)
                Settle_NeedsLock(result.Stage, one);
            Add_NeedsLock(alerts);
        }
    }

    public void Checkpoint(CheckpointInfo record, TimeSpan duration)
    {
        lock (_gate)
            Add_NeedsLock(_checkpoints, (record, duration), MostCheckpoints);
    }

    /// <summary>The trace of what was noted so far.</summary>
    public RunTrace Trace(RunReport report, TraceComposer composer)
    {
        Dictionary<StageInfo, StageNotes> stages;
        List<Alert> alerts;
        List<(MitigationReport Report, bool Succeeded)> settled;
        List<(CheckpointInfo Record, TimeSpan Duration)> checkpoints;
        long omitted;
        lock (_gate)
        {
            stages = new(_stages);
            alerts = [.. _alerts];
            settled = [.. _settled];
            checkpoints = [.. _checkpoints];
            omitted = _omitted;
        }

        if (rules.RunEnding(report) is { } last)
            alerts.Add(last);
        return composer.Compose(report, stages.GetValueOrDefault, alerts, settled, checkpoints, omitted);
    }

    private StageNotes Of_NeedsLock(StageInfo stage)
    {
        if (!_stages.TryGetValue(stage, out StageNotes? notes))
            _stages[stage] = notes = new();
        return notes;
    }

    private void Settle_NeedsLock(StageInfo stage, SettledMitigation settled)
    {
        Of_NeedsLock(stage).Settle(settled);
        Add_NeedsLock(_settled, (settled.Report, settled.IsSuccess), MostCheckpoints);
    }

    private void Add_NeedsLock(IEnumerable<Alert> alerts)
    {
        foreach (Alert alert in alerts)
            Add_NeedsLock(_alerts, alert, MostAlerts);
    }

    private void Put_NeedsLock<T>(Dictionary<string, T> entries, string key, T entry)
    {
        if (entries.Count < MostPerStage || entries.ContainsKey(key))
            entries[key] = entry;
        else
            _omitted++;
    }

    private void Add_NeedsLock<T>(List<T> list, T item, int most)
    {
        if (list.Count < most)
            list.Add(item);
        else
            _omitted++;
    }
}
