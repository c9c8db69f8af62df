namespace Resilience.FanOut.Balancing;

/// <summary>One after the other.</summary>
internal sealed class RoundRobinPicker : IReplicaPicker
{
    private int _next = -1;

    public int Pick(ReadOnlySpan<ReplicaLoad> replicas) => (int)((uint)Interlocked.Increment(ref _next) % (uint)replicas.Length);
}
