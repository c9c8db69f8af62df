namespace Resilience.Tests.Orchestration;

/// <summary>A planned stage, as far as it has come.</summary>
internal sealed class StageCues(PlannedStage plan)
{
    private readonly Queue<Threshold> _thresholds = new(plan.Thresholds);
    private readonly Queue<Deed> _deeds = new(plan.Deeds);
    private readonly Queue<Remedy> _remedies = new(plan.Remedies);

    public bool IsWanted => plan.IsWanted;

    public Threshold NextThreshold() => _thresholds.TryDequeue(out Threshold next) ? next : Threshold.Open;

    public Deed NextDeed() => _deeds.TryDequeue(out Deed next) ? next : Deed.Succeeds;

    public Remedy NextRemedy() => _remedies.TryDequeue(out Remedy next) ? next : Remedy.Fail;
}
