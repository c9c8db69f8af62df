using Resilience.Bulkheads;

namespace Resilience.AotSmoke;

/// <summary>An algorithm of a user's own: it only ever goes down.</summary>
internal sealed class TimidLimitOptions : AdaptiveLimitOptions
{
    public override LimitAlgorithm CreateAlgorithm() => new Timid();

    private sealed class Timid : LimitAlgorithm
    {
        protected override LimitDecision Propose(in LimitWindow window) => new(-1, "timid");
    }
}
