using Resilience.Bulkheads;

namespace Resilience.Faults;

/// <summary>An adaptive limit that calls a user's code wherever it can, with a window for each call that takes some time.</summary>
internal sealed class FaultyLimitOptions : AdaptiveLimitOptions
{
    private readonly FaultInjector _injector;

    public FaultyLimitOptions(FaultInjector injector)
    {
        _injector = injector;
        Window = TimeSpan.FromMilliseconds(100);
        MinimumCalls = 1;
        Drops = FailureFilter.When(_ =>
        {
            injector.At(Site.LimitDrops);
            return false;
        });
        OnChange = _ => injector.AtAsync(Site.OnLimitChange);
    }

    public override LimitAlgorithm CreateAlgorithm() => new Algorithm(_injector);

    private sealed class Algorithm(FaultInjector injector) : LimitAlgorithm
    {
        protected override LimitDecision Propose(in LimitWindow window)
        {
            injector.At(Site.LimitAlgorithm);
            return new(1, "because");
        }
    }
}
