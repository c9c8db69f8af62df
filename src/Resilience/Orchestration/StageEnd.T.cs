namespace Resilience.Orchestration;

/// <summary>How a pass through a stage has ended.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Context">The context to go on with; null to go on with that which the stage began with.</param>
/// <param name="Reason">Why, in the words of whoever decided.</param>
/// <param name="Failure">What ended or mended it.</param>
internal readonly record struct StageEnd<T>(
    StageStatus Status, ContextKeeper<T>? Context = null, string? Reason = null, StageFailure? Failure = null)
{
    public bool IsDone => Status is >= StageStatus.Completed and <= StageStatus.Degraded;
}
