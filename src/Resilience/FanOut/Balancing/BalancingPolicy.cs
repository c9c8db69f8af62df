namespace Resilience;

/// <summary>How a load balancer chooses among the replicas that it may send calls to.</summary>
public enum BalancingPolicy
{
    /// <summary>
    /// Of two that are chosen at random, the one with less load: the peak of its latency, decaying, times the calls that it has (P2C with
    /// peak EWMA; Mitzenmacher 2001, and Finagle's PeakEwma). Avoids slow replicas without all callers choosing the same one.
    /// </summary>
    PowerOfTwo,

    /// <summary>
    /// As <see cref="PowerOfTwo"/>, and the load grows with the share of failures, decaying, so that failing ones get less too.
    /// </summary>
    Adaptive,

    /// <summary>The one with the fewest calls under way, by weight; of several, one at random.</summary>
    LeastLoaded,

    /// <summary>One after the other.</summary>
    RoundRobin,

    /// <summary>One after the other, each as often as its weight says, spread evenly (the smooth weighted round robin of nginx).</summary>
    Weighted,
}
