namespace Resilience.FanOut.Balancing;

/// <summary>The one with the fewest calls for its weight. Of several, one at random: the first would be the first of all callers.</summary>
internal sealed class LeastLoadedPicker(Random random) : IReplicaPicker
{
    public int Pick(ReadOnlySpan<ReplicaLoad> replicas)
    {
        int start = random.Next(replicas.Length);
        int best = start;
        for (int i = 1; i < replicas.Length; i++)
        {
            int at = (start + i) % replicas.Length;
            if (Load(replicas[at]) < Load(replicas[best]))
                best = at;
        }

        return best;
    }

    private static double Load(in ReplicaLoad replica) => (replica.Outstanding + 1) / replica.Weight;
}
