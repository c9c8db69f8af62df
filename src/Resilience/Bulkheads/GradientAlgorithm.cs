using Resilience.Timing;

namespace Resilience.Bulkheads;

/// <summary>Gradient2: the rule and what it remembers.</summary>
internal sealed class GradientAlgorithm(GradientSettings settings) : LimitAlgorithm
{
    private GradientState _state;

    /// <summary>What has been learned so far; to be read by whoever shows windows.</summary>
    public GradientState State => _state;

    public override string ToString() => $"baseline {DurationText.Format(TimeSpan.FromTicks((long)_state.Baseline))}";

    protected override LimitDecision Propose(in LimitWindow window)
    {
        (_state, LimitDecision decision) = GradientRule.Next(_state, window, settings);
        return decision;
    }
}
