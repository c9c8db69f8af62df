namespace Resilience.Orchestration;

/// <summary>What a builder was told of a parallel group.</summary>
internal sealed record ParallelPlan<T>(
    IReadOnlyList<StagePlan<T>> Branches, Func<T, IReadOnlyList<T>, T> Merge, int MaxDegreeOfParallelism);
