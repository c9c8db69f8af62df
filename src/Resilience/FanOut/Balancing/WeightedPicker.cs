namespace Resilience.FanOut.Balancing;

/// <summary>
/// Smooth weighted round robin, as nginx does it: each replica's credit grows by its weight with each choice, the one with the most is
/// chosen and pays the sum of all weights.
/// </summary>
internal sealed class WeightedPicker : IReplicaPicker
{
    private readonly Lock _gate = new();
    private readonly Dictionary<int, double> _credits = [];

    public int Pick(ReadOnlySpan<ReplicaLoad> replicas)
    {
        lock (_gate)
        {
            int best = 0;
            double most = double.NegativeInfinity;
            double sum = 0;
            for (int i = 0; i < replicas.Length; i++)
            {
                ReplicaLoad replica = replicas[i];
                double credit = _credits.GetValueOrDefault(replica.Index) + replica.Weight;
                _credits[replica.Index] = credit;
                sum += replica.Weight;
                if (credit > most)
                    (best, most) = (i, credit);
            }

            _credits[replicas[best].Index] -= sum;
            return best;
        }
    }
}
