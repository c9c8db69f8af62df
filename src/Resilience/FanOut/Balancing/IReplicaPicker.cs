namespace Resilience;

/// <summary>Chooses a replica. One serves all requests of a balancer at once, so it must be thread-safe.</summary>
public interface IReplicaPicker
{
    /// <summary>Chooses.</summary>
    /// <param name="replicas">Those that may be called, one at least, in the order of the balancer.</param>
    /// <returns>The place of the chosen one among <paramref name="replicas"/>.</returns>
    int Pick(ReadOnlySpan<ReplicaLoad> replicas);
}
