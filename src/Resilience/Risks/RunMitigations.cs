using System.Runtime.CompilerServices;

namespace Resilience.Risks;

/// <summary>
/// How often each risk was mitigated in each stage of a run. What an earlier owner of the run has done is not known risk by risk: the
/// stage's ordinal tells how many runs of the stage are missing, and they count against every risk, so that a bound holds across crashes.
/// A run that is opened again begins to count anew.
/// </summary>
internal sealed class RunMitigations
{
    // The run's own object is the key, so that nothing is kept for runs that are over.
    private static readonly ConditionalWeakTable<RunInfo, RunMitigations>.CreateValueCallback _create = static _ => new();

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Stage, string Risk), int> _attempts = [];
    private readonly Dictionary<string, int> _reruns = [];

    public static RunMitigations Of(ConditionalWeakTable<RunInfo, RunMitigations> runs, RunInfo run) => runs.GetValue(run, _create);

    /// <summary>Counts an attempt, unless there were as many as there may be.</summary>
    /// <param name="stage">The stage as it ran.</param>
    /// <param name="risk">The risk's id.</param>
    /// <param name="limit">How many there may be.</param>
    /// <param name="attempt">Which one it is or would be, from 1.</param>
    public bool TryBegin(StageContext stage, string risk, int limit, out int attempt)
    {
        string name = stage.Stage.Name;
        lock (_gate)
        {
            int known = _attempts.GetValueOrDefault((name, risk));
            int byOthers = Math.Max(0, stage.Mitigation - stage.MitigationBase - _reruns.GetValueOrDefault(name));
            attempt = known + byOthers + 1;
            if (attempt > limit)
                return false;
            _attempts[(name, risk)] = known + 1;
            return true;
        }
    }

    /// <summary>The stage is to run again, so that its ordinal will be one higher.</summary>
    public void CountRerun(StageContext stage)
    {
        lock (_gate)
            _reruns[stage.Stage.Name] = _reruns.GetValueOrDefault(stage.Stage.Name) + 1;
    }
}
