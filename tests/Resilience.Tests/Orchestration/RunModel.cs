using Resilience.Checkpoints;

namespace Resilience.Tests.Orchestration;

/// <summary>What runs must do, told as simply as possible: without asynchrony, records in bytes, or copies of contexts.</summary>
internal sealed class RunModel(PlannedStage[] plan)
{
    public const int MostMitigations = 2;

    private readonly StageCues[] _stages = StageCues.Of(plan);
    private readonly int[] _ordinals = new int[plan.Length];
    private readonly int[] _bases = new int[plan.Length];
    private readonly List<ModelStage> _done = [];
    private CheckpointStatus? _finished;
    private int? _finishedAt;
    private (int Stage, string Context)? _intended;
    private int _floor;
    private int _highest;
    private string _context = "";
    private int _startedAt;
    private int _now;
    private bool _interrupted;
    private bool _cancelled;

    /// <summary>The code that was started, with the ordinal, the context, and the time at which it could begin.</summary>
    public List<string> Starts { get; } = [];

    public List<string> Records { get; } = [];

    /// <summary>Makes a move and says how it ended.</summary>
    public string Do(Move move, int stage)
    {
        _now++;
        (_interrupted, _cancelled) = (false, false);
        return move switch
        {
            Move.Run => Run(),
            Move.Resume => Resume(),
            Move.GoBack => GoBack(stage % plan.Length),
            _ => Cancel(),
        };
    }

    private string Run()
    {
        if (Records.Count == 0)
        {
            Records.Add("Started");
            _startedAt = _now;
            return GoOn(0);
        }

        if (_finished is { } status)
            return Recorded(status);
        Records.Add("Owned");
        return GoOn(_done.Count);
    }

    private string Resume()
    {
        if (Records.Count == 0)
            return ErrorCodes.RunNotFound;
        if (_finished == CheckpointStatus.Completed)
            return Recorded(CheckpointStatus.Completed);
        Records.Add("Owned");
        if (_finished is not null && _done.Count < plan.Length)
            Restart(_done.Count);
        return GoOn(_done.Count);
    }

    private string GoBack(int stage)
    {
        if (Records.Count == 0)
            return ErrorCodes.RunNotFound;
        if (stage > _done.Count)
            return ErrorCodes.RunStageNotReached;
        Records.Add("Owned");
        Restart(stage);
        return GoOn(stage);
    }

    private string Cancel()
    {
        if (Records.Count == 0 || _finished is not null)
            return "False";
        Records.Add("Owned");
        Finish(CheckpointStatus.Cancelled);
        return "True";
    }

    private void Restart(int stage)
    {
        Records.Add($"Restarted {Name(stage)}");
        _finished = null;
        if (stage >= _done.Count)
        {
            _bases[stage] = Ordinal(stage);
            return;
        }

        _done.RemoveRange(stage, _done.Count - stage);
        (_intended, _floor) = (null, _highest + 1);
    }

    private string GoOn(int first)
    {
        _context = Standing(first);
        for (int i = first; i < plan.Length; i++)
        {
            if (_interrupted || _cancelled)
                return Stop();
            ModelEnd end = RunStage(i);
            if (end.IsDone)
            {
                _context = end.Context ?? _context;
                _intended = null;
                _done.Add(new(end.Status, _context, _now));
                _highest = Math.Max(_highest, Ordinal(i));
                Records.Add($"Stage {Name(i)} {end.Status} {Ordinal(i)}".Replace(" 0", "", StringComparison.Ordinal));
                continue;
            }

            if (end.Status == StageStatus.Cancelled)
                return Stop(i);
            if (end.Status == StageStatus.Aborted)
                return Finish(CheckpointStatus.Aborted, i);
            return end.IsRefused ? Result("Interrupted") : Finish(CheckpointStatus.Failed, i);
        }

        return Finish(CheckpointStatus.Completed);
    }

    private ModelEnd RunStage(int stage)
    {
        while (true)
        {
            ModelEnd end = Pass(_stages[stage], Ordinal(stage));
            if (end.Status == StageStatus.Completed && Ordinal(stage) > Base(stage))
                return end with { Status = StageStatus.Mitigated };
            if (end.Status != StageStatus.Failed)
                return end;
            Remedy remedy = _stages[stage].NextRemedy();
            _interrupted |= remedy is Remedy.BeInterrupted or Remedy.RetryThoughInterrupted;
            bool again = remedy is (Remedy.Retry or Remedy.RetryWith) && Ordinal(stage) - Base(stage) < MostMitigations;
            if (!again)
            {
                end = After(remedy, end, Name(stage));
                return !end.IsDone && (_interrupted || _cancelled) ? new(StageStatus.Cancelled) : end;
            }

            _ordinals[stage] = Ordinal(stage) + 1;
            _highest = Math.Max(_highest, _ordinals[stage]);
            Records.Add($"Intent {Name(stage)} {_ordinals[stage]}");
            if (remedy != Remedy.RetryWith)
                continue;
            _context = Plus($"retry-{Name(stage)}");
            _intended = (stage, _context);
        }
    }

    private ModelEnd Pass(StageCues cues, int ordinal, bool isDegraded = false)
    {
        if (!cues.IsWanted)
            return new(StageStatus.Skipped);
        Threshold threshold = cues.NextThreshold();
        if (threshold == Threshold.Skip)
            return new(StageStatus.Skipped);
        if (threshold == Threshold.Refuse)
            return new(StageStatus.Failed, IsRefused: true);
        if (threshold == Threshold.AbortForRisk)
            return new(StageStatus.Aborted);
        if (_interrupted || _cancelled)
            return new(StageStatus.Cancelled);
        isDegraded |= threshold == Threshold.Degrade;
        return cues.Branches.Length > 0 ? RunBranches(cues.Branches, ordinal, isDegraded) : RunCode(cues, ordinal, isDegraded);
    }

    private ModelEnd RunBranches(StageCues[] branches, int ordinal, bool isDegraded)
    {
        var steps = new List<string>();
        bool isLess = isDegraded;
        foreach (StageCues branch in branches)
        {
            ModelEnd end = Pass(branch, ordinal, isDegraded);
            if (_interrupted || _cancelled)
                return new(StageStatus.Cancelled);
            if (!end.IsDone)
                return end;
            if (end.Context is not null)
                steps.Add($"{branch.Name}{ordinal}");
            isLess |= end.Status == StageStatus.Degraded;
        }

        return new(isLess ? StageStatus.Degraded : StageStatus.Completed, Plus([.. steps]));
    }

    private ModelEnd RunCode(StageCues cues, int ordinal, bool isDegraded)
    {
        int readyAt = _done.Count == 0 ? _startedAt : _done[^1].EndedAt;
        Starts.Add($"{cues.Name}{ordinal} from [{_context}] at {readyAt}");
        _now++;
        Deed deed = cues.NextDeed();
        _interrupted = deed is Deed.IsInterrupted or Deed.SucceedsThoughInterrupted;
        _cancelled = deed is Deed.IsCancelled or Deed.SucceedsThoughCancelled;
        return deed switch
        {
            Deed.Throws or Deed.CancelsItself or Deed.ReturnsNothing => new(StageStatus.Failed),
            Deed.IsInterrupted or Deed.IsCancelled => new(StageStatus.Cancelled),
            _ => new(deed == Deed.DoesLess || isDegraded ? StageStatus.Degraded : StageStatus.Completed, Plus($"{cues.Name}{ordinal}")),
        };
    }

    private ModelEnd After(Remedy remedy, ModelEnd end, string stage) => remedy switch
    {
        Remedy.Continue => new(StageStatus.Mitigated, Plus($"continue-{stage}")),
        Remedy.Degrade => new(StageStatus.Degraded, Plus($"degrade-{stage}")),
        Remedy.Skip => new(StageStatus.Skipped),
        Remedy.Abort => new(StageStatus.Aborted),
        _ => end,
    };

    private string Stop(int? stage = null) => _cancelled ? Finish(CheckpointStatus.Cancelled, stage) : ErrorCodes.Cancelled;

    private string Finish(CheckpointStatus status, int? stage = null)
    {
        string where = stage is { } at ? $"{Name(at)} {status} {Ordinal(at)}".Replace(" 0", "", StringComparison.Ordinal) : status.ToString();
        Records.Add($"Finished {where}");
        _highest = Math.Max(_highest, stage is { } last ? Ordinal(last) : 0);
        (_finished, _finishedAt) = (status, stage);
        return Result(status.ToString());
    }

    private string Recorded(CheckpointStatus status)
    {
        _context = Standing(_finishedAt);
        return $"recorded {Result(status.ToString())}";
    }

    private string Result(string status) => $"{status} [{_context}] {_done.Count}";

    private string Standing(int? stage) =>
        _intended is { } intended && intended.Stage == stage ? intended.Context : _done.Count > 0 ? _done[^1].Context : "";

    private int Base(int stage) => Math.Max(_bases[stage], _floor);

    private int Ordinal(int stage) => Math.Max(_ordinals[stage], _floor);

    private string Plus(params string[] steps) => string.Join(' ', _context.Length == 0 ? steps : [_context, .. steps]);

    private string Name(int stage) => _stages[stage].Name;
}
