using Resilience.Risks;

namespace Resilience.Metrics;

/// <summary>
/// Finds out what came of the mitigations of one run: whether running a stage again has helped shows only when it has ended. Branches of a
/// parallel group may use it at once.
/// </summary>
internal sealed class MitigationLedger
{
    private readonly Lock _gate = new();
    private readonly Dictionary<StageInfo, MitigationReport> _open = [];

    /// <summary>A mitigation has decided. Returns those of which is known by now what came of them, in their order.</summary>
    public IReadOnlyList<SettledMitigation> Decided(StageInfo stage, MitigationReport report)
    {
        lock (_gate)
        {
            var settled = new List<SettledMitigation>(2);
            if (_open.Remove(stage, out MitigationReport? before))
                settled.Add(new(before, MitigationEffect.FailedAgain));
            if (OutcomeOf(report) is { } outcome)
                settled.Add(new(report, outcome));
            else
                _open.Add(stage, report);
            return settled;
        }
    }

    /// <summary>A stage has ended. Returns the mitigation that was waiting for it; null if none was.</summary>
    public SettledMitigation? Ended(StageResult result)
    {
        lock (_gate)
        {
            if (!_open.Remove(result.Stage, out MitigationReport? waiting))
                return null;
            return new(waiting, result.Status switch
            {
                StageStatus.Cancelled => MitigationEffect.Cancelled,
                _ when result.IsDone => MitigationEffect.Succeeded,
                _ => MitigationEffect.FailedAgain,
            });
        }
    }

    private static MitigationEffect? OutcomeOf(MitigationReport report) => report switch
    {
        { Exception: not null } => MitigationEffect.Threw,
        { Action: MitigationAction.Fail or MitigationAction.Abort } => MitigationEffect.GaveUp,
        { Action: MitigationAction.Retry } => null,
        _ => MitigationEffect.Succeeded,
    };
}
