namespace Resilience.Tests.Orchestration;

/// <summary>A planned stage, as far as it has come.</summary>
internal sealed class StageCues(PlannedStage plan, string name)
{
    private readonly Queue<Threshold> _thresholds = new(plan.Thresholds);
    private readonly Queue<Deed> _deeds = new(plan.Deeds);
    private readonly Queue<Remedy> _remedies = new(plan.Remedies);

    public string Name => name;

    public StageCues[] Branches { get; } = [.. plan.Branches.Select((branch, i) => new StageCues(branch, $"{name}{(char)('a' + i)}"))];

    public bool IsWanted => plan.IsWanted;

    /// <summary>The stages of a plan: A, B, with branches Ba, Bb, and so on.</summary>
    public static StageCues[] Of(PlannedStage[] plan) => [.. plan.Select(static (stage, i) => new StageCues(stage, ((char)('A' + i)).ToString()))];

    public Threshold NextThreshold() => _thresholds.TryDequeue(out Threshold next) ? next : Threshold.Open;

    public Deed NextDeed() => _deeds.TryDequeue(out Deed next) ? next : Deed.Succeeds;

    public Remedy NextRemedy() => _remedies.TryDequeue(out Remedy next) ? next : Remedy.Fail;
}
