namespace Resilience;

/// <summary>A replica of a load balancer at one moment.</summary>
/// <param name="Dependency">The dependency, and what was counted of its calls.</param>
/// <param name="Share">Its share of the calls of the balancer so far: 0 to 1.</param>
/// <param name="EjectedFor">How long it is still ejected; null if it is not.</param>
/// <param name="Outstanding">The calls that it has now.</param>
/// <param name="Latency">The decaying peak of its latency.</param>
/// <param name="FailureRate">The decaying share of its failures: 0 to 1.</param>
public sealed record ReplicaSnapshot(
    DependencySnapshot Dependency, double Share, TimeSpan? EjectedFor, int Outstanding, TimeSpan Latency, double FailureRate);
