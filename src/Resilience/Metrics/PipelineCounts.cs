using System.Collections.Concurrent;

namespace Resilience.Metrics;

/// <summary>The counts of one pipeline.</summary>
internal sealed class PipelineCounts(string pipeline)
{
    private const int MostStages = 1_000;
    private const string OtherStages = "(others)";

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, StageCounts> _stages = new(StringComparer.Ordinal);
    private readonly List<StageCounts> _order = [];
    private readonly DurationHistogram _times = new();
    private readonly DurationHistogram _checkpoints = new();
    private readonly Tally<RunResultStatus> _ended = new();
    private readonly Tally<AlertLevel> _alerts = new();
    private readonly Dictionary<RiskCategory, MitigationCounts> _byCategory = [];
    private readonly Dictionary<RiskSeverity, MitigationCounts> _bySeverity = [];
    private MitigationCounts _mitigations;
    private long _started;
    private long _resumed;
    private long _stagesDone;

    public StageCounts this[StageInfo stage]
    {
        get
        {
            string name = stage.ToString();
            return _stages.TryGetValue(name, out StageCounts? counts) ? counts : Add(name);
        }
    }

    public void Started(RunInfo run)
    {
        lock (_gate)
        {
            _started++;
            _resumed += run.IsResumed ? 1 : 0;
        }
    }

    public void Ended(RunReport report)
    {
        lock (_gate)
        {
            _ended.Add(report.Status);
            _times.Record(report.Duration);
        }
    }

    public void StageEnded(StageResult result)
    {
        this[result.Stage].Ended(result);
        if (!result.IsDone || result.Stage.Group is not null)
            return;
        lock (_gate)
            _stagesDone++;
    }

    public void Checkpoint(TimeSpan duration)
    {
        lock (_gate)
            _checkpoints.Record(duration);
    }

    public void Alerted(AlertLevel level)
    {
        lock (_gate)
            _alerts.Add(level);
    }

    public void Mitigated(RiskCategory? category, RiskSeverity? severity, bool succeeded)
    {
        lock (_gate)
        {
            _mitigations = _mitigations.With(succeeded);
            if (category is { } known)
                _byCategory[known] = _byCategory.GetValueOrDefault(known).With(succeeded);
            if (severity is { } rated)
                _bySeverity[rated] = _bySeverity.GetValueOrDefault(rated).With(succeeded);
        }
    }

    public PipelineMetrics Snapshot()
    {
        lock (_gate)
        {
            return new()
            {
                Pipeline = pipeline,
                Started = _started,
                Resumed = _resumed,
                Ended = _ended.Copy(),
                Times = _times.Summary(),
                StagesDone = _stagesDone,
                Checkpoints = _checkpoints.Summary().Count,
                CheckpointTimes = _checkpoints.Summary(),
                Alerts = _alerts.Copy(),
                Mitigations = _mitigations,
                MitigationsByCategory = new Dictionary<RiskCategory, MitigationCounts>(_byCategory),
                MitigationsBySeverity = new Dictionary<RiskSeverity, MitigationCounts>(_bySeverity),
                Stages = [.. _order.Select(static stage => stage.Snapshot())],
            };
        }
    }

    private StageCounts Add(string name)
    {
        lock (_gate)
        {
            name = _order.Count < MostStages ? name : OtherStages;
            if (!_stages.TryGetValue(name, out StageCounts? counts))
            {
                counts = new(name);
                _stages[name] = counts;
                _order.Add(counts);
            }

            return counts;
        }
    }
}
