using Resilience.Pipelines;

namespace Resilience.Health.Modes;

/// <summary>A feature's gate in a pipeline: enters, and nothing else.</summary>
internal sealed class FeatureGateStrategy(FeatureSwitch feature, bool inShadow) : ResilienceStrategy(feature.Name, StrategySteps.Enter)
{
    private readonly Rejection _rejection = new(RejectionReason.FeatureDisabled, feature.Name);

    public override string ToString() => $"feature '{feature.Name}'";

    protected internal override EntryVerdict Enter(ExecutionFrame frame)
    {
        if (feature.IsEnabled)
            return EntryVerdict.Proceed;
        if (inShadow)
        {
            frame.WouldHave(this, _rejection.Code);
            return EntryVerdict.Proceed;
        }

        frame.Reject(_rejection);
        return EntryVerdict.Stop;
    }
}
