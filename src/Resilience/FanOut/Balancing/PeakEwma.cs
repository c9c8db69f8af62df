namespace Resilience.FanOut.Balancing;

/// <summary>
/// A latency that believes bad news at once and good news slowly: a longer one takes its place, a shorter one pulls it down by how long ago
/// the last one was (Finagle's PeakEwma). And a share of failures that decays likewise. Not safe to use from several threads.
/// </summary>
internal struct PeakEwma(double decaySeconds)
{
    private double _at;

    public double Latency { get; private set; }

    public double FailureRate { get; private set; }

    public void Add(double latency, bool isFailure, double now)
    {
        double old = Math.Exp(-Math.Max(0, now - _at) / decaySeconds);
        _at = now;
        Latency = latency > Latency ? latency : (Latency * old) + (latency * (1 - old));
        // Each call counts for at least a twentieth, or calls that come close together would count for nothing.
        double share = Math.Max(1 - old, 0.05);
        FailureRate += ((isFailure ? 1 : 0) - FailureRate) * share;
    }
}
