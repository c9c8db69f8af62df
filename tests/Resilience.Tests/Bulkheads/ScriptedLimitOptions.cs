namespace Resilience.Bulkheads;

/// <summary>An algorithm that does what a test says.</summary>
internal sealed class ScriptedLimitOptions : AdaptiveLimitOptions
{
    public Func<LimitWindow, LimitDecision> Decide { get; set; } = static _ => new(1, "because");

    public List<LimitWindow> Windows { get; } = [];

    public override LimitAlgorithm CreateAlgorithm() => new Algorithm(this);

    private sealed class Algorithm(ScriptedLimitOptions options) : LimitAlgorithm
    {
        protected override LimitDecision Propose(in LimitWindow window)
        {
            options.Windows.Add(window);
            return options.Decide(window);
        }
    }
}
