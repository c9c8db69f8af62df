namespace Resilience.Tests.Orchestration;

/// <summary>What happens in a stage, each time that it is asked; afterwards nothing unusual happens any more.</summary>
internal sealed record PlannedStage(bool IsWanted, Threshold[] Thresholds, Deed[] Deeds, Remedy[] Remedies)
{
    public override string ToString() =>
        $"{(IsWanted ? "" : "unwanted ")}({string.Join(' ', Thresholds)}; {string.Join(' ', Deeds)}; {string.Join(' ', Remedies)})";
}
