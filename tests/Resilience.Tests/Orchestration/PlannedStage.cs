namespace Resilience.Tests.Orchestration;

/// <summary>What happens in a stage, each time that it is asked; afterwards nothing unusual happens any more.</summary>
internal sealed record PlannedStage(bool IsWanted, Threshold[] Thresholds, Deed[] Deeds, Remedy[] Remedies)
{
    /// <summary>The branches; none if the stage has code of its own.</summary>
    public PlannedStage[] Branches { get; init; } = [];

    public override string ToString() =>
        $"{(IsWanted ? "" : "unwanted ")}({string.Join(' ', Thresholds)}; {string.Join(' ', Deeds)}; {string.Join(' ', Remedies)})"
        + (Branches.Length == 0 ? "" : $"[{string.Join(" | ", (object[])Branches)}]");
}
