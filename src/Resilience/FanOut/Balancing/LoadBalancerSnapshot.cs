namespace Resilience;

/// <summary>A load balancer at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Policy">How it chooses.</param>
/// <param name="IsPanicking">Whether so few replicas may be called that all are.</param>
/// <param name="Replicas">The replicas, in order.</param>
public sealed record LoadBalancerSnapshot(string Name, BalancingPolicy Policy, bool IsPanicking, IReadOnlyList<ReplicaSnapshot> Replicas);
