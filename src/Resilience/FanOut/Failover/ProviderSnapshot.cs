namespace Resilience;

/// <summary>A provider of a failover chain at one moment.</summary>
/// <param name="Dependency">The dependency, and what was counted of its calls.</param>
/// <param name="IsAvailable">Whether requests are sent to it in its turn.</param>
/// <param name="Reason">Why not; null if it is.</param>
/// <param name="RetryIn">How long it is still left alone; null if it is not, or nobody knows.</param>
/// <param name="Limitation">What cannot be done with it, for the application's users; null if nothing is missing.</param>
public sealed record ProviderSnapshot(
    DependencySnapshot Dependency, bool IsAvailable, string? Reason, TimeSpan? RetryIn, string? Limitation);
