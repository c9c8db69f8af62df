namespace Resilience;

/// <summary>What a picker knows of a replica.</summary>
/// <param name="Index">Its place among the dependencies of the balancer.</param>
/// <param name="Outstanding">The calls that it has now.</param>
/// <param name="LatencySeconds">The decaying peak of its latency; 0 if it has answered nothing yet.</param>
/// <param name="FailureRate">The decaying share of its failures: 0 to 1.</param>
/// <param name="Weight">Its weight, less while it is degraded or has just come back.</param>
public readonly record struct ReplicaLoad(int Index, int Outstanding, double LatencySeconds, double FailureRate, double Weight);
