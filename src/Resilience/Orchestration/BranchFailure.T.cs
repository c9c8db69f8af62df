namespace Resilience.Orchestration;

/// <summary>How a branch ended that made its group fail, and what the group failed with.</summary>
internal sealed record BranchFailure<T>(StageEnd<T> End, object? Fault);
