namespace Resilience.Orchestration;

/// <summary>Branches that run side by side, and what joins them.</summary>
internal sealed record ParallelGroup<T>(Stage<T>[] Branches, Func<T, IReadOnlyList<T>, T> Merge, int MaxDegreeOfParallelism);
