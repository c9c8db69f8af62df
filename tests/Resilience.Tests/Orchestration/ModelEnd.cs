namespace Resilience.Tests.Orchestration;

/// <summary>How a stage has ended in the model.</summary>
internal sealed record ModelEnd(StageStatus Status, string? Context = null, bool IsRefused = false)
{
    public bool IsDone => Status is StageStatus.Completed or StageStatus.Skipped or StageStatus.Mitigated or StageStatus.Degraded;
}
