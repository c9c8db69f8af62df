namespace Resilience.Bulkheads;

/// <summary>
/// Additive increase, multiplicative decrease, as TCP does (Chiu and Jain, "Analysis of the Increase and Decrease Algorithms for Congestion
/// Avoidance", 1989). It remembers nothing: the window says all.
/// </summary>
internal sealed class AimdAlgorithm(double dropFactor, TimeSpan? slowCallThreshold) : LimitAlgorithm
{
    protected override LimitDecision Propose(in LimitWindow window)
    {
        if (window.HasDrops)
            return new(Decrease(window.Limit), LimitReasons.Drop);
        if (window.AverageTime > slowCallThreshold)
            return new(Decrease(window.Limit), LimitReasons.Slow);
        return window.IsLimited ? new(1, LimitReasons.ProbeUpward) : new(0, LimitReasons.NotLimited);
    }

    private int Decrease(int limit) => Math.Min((int)(limit * dropFactor), limit - 1) - limit;
}
