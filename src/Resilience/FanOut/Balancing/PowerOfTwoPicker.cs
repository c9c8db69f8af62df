namespace Resilience.FanOut.Balancing;

/// <summary>The better of two that are chosen at random.</summary>
internal sealed class PowerOfTwoPicker(Random random, Func<ReplicaLoad, double> penalty) : IReplicaPicker
{
    // One that has answered nothing yet and has a call is not sent more before it has answered: it may be down.
    private const double Unproven = 1e6;

    public int Pick(ReadOnlySpan<ReplicaLoad> replicas)
    {
        if (replicas.Length == 1)
            return 0;
        int first = random.Next(replicas.Length);
        int second = random.Next(replicas.Length - 1);
        if (second >= first)
            second++;
        return Load(replicas[first]) <= Load(replicas[second]) ? first : second;
    }

    private double Load(in ReplicaLoad replica)
    {
        double latency = replica.LatencySeconds > 0 ? replica.LatencySeconds : replica.Outstanding > 0 ? Unproven : 0;
        return latency * (replica.Outstanding + 1) * penalty(replica) / replica.Weight;
    }
}
