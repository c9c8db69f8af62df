using Resilience.Bulkheads;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// Options of a limit that finds out by itself how many calls a dependency takes at once: <see cref="AimdLimitOptions"/>,
/// <see cref="Gradient2LimitOptions"/>, or a class of your own. See <c>docs/adaptive-limits.md</c>.
/// </summary>
public abstract class AdaptiveLimitOptions
{
    /// <summary>The largest limit there can be.</summary>
    internal const int Most = 1_000_000;

    private static readonly TimeSpan _shortestWindow = TimeSpan.FromMilliseconds(100);

    /// <summary>Makes the defaults.</summary>
    protected AdaptiveLimitOptions()
    {
    }

    /// <summary>The limit to begin with: from <see cref="Min"/> to <see cref="Max"/>. By default <see cref="Min"/>.</summary>
    public int? Initial { get; set; }

    /// <summary>
    /// What the limit never falls below: from 1 to <see cref="Max"/>. The default is 20. However bad it gets, so many calls are let in:
    /// choose what the dependency takes in any case.
    /// </summary>
    public int Min { get; set; } = 20;

    /// <summary>What the limit never exceeds: from 1 to 1,000,000. By default what would be the limit if it did not adapt.</summary>
    public int? Max { get; set; }

    /// <summary>
    /// How long is measured before each decision: from 100 ms to 1 minute. The default is 1 second. A window lasts longer, up to 1 minute,
    /// if it is not twice as long as the fastest calls, for then it would see nothing of what the decision before has changed.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How many calls a decision needs: from 1 to 1,000,000. The default is 10. A window goes on until it has them; after ten times its
    /// length what it has is too old, and it begins anew.
    /// </summary>
    public int MinimumCalls { get; set; } = 10;

    /// <summary>
    /// Calls that succeed in less time than this are not measured, for they have hardly reached the dependency: from zero to 1 minute. The
    /// default is 100 µs.
    /// </summary>
    public TimeSpan MinimumTime { get; set; } = TimeSpan.FromMicroseconds(100);

    /// <summary>
    /// The failures that say that there are too many calls: drops. By default those with the cause timeout, rate limit or resource, and
    /// those with the disposition unavailable. Rejections are none, whatever the filter says: such calls never ran. Other failures say
    /// nothing about the limit, and neither do calls that their caller cancelled; they are not measured. What a predicate throws ends the
    /// attempt as its failure.
    /// </summary>
    public FailureFilter Drops { get; set; } =
        FailureFilter.Cause(FailureCause.Timeout, FailureCause.RateLimit, FailureCause.Resource)
        | FailureFilter.Disposition(FailureDisposition.Unavailable);

    /// <summary>
    /// Which share of the calls of a window may be dropped without lowering the limit: from 0 to 0.5. The default is 0: a single drop
    /// lowers it. A dependency that fails now and then for other reasons deserves a little more.
    /// </summary>
    public double DropTolerance { get; set; }

    /// <summary>How many changes the snapshot remembers: from 0 to 10,000. The default is 100.</summary>
    public int HistoryLength { get; set; } = 100;

    /// <summary>
    /// Told of each change, in their order and one at a time, outside of every lock; no call awaits it. An exception thrown here is
    /// reported and goes no further.
    /// </summary>
    public Func<LimitChange, ValueTask>? OnChange { get; set; }

    /// <summary>Whether to decide and tell, and leave the fixed limit in force. The default is false.</summary>
    public bool ShadowMode { get; set; }

    /// <summary>
    /// Makes the algorithm. Called once for each limit that is made from these options; also of use to try an algorithm out, by showing it
    /// windows that were written down.
    /// </summary>
    public abstract LimitAlgorithm CreateAlgorithm();

    /// <summary>The algorithm and its settings in a few words, for descriptions.</summary>
    public override string ToString() => GetType().Name;

    /// <summary>Checks the options.</summary>
    /// <param name="fixedLimit">What would be the limit if it did not adapt.</param>
    /// <param name="errors">Takes what is wrong.</param>
    internal void Validate(int fixedLimit, OptionErrors errors)
    {
        int max = Max ?? fixedLimit;
        errors.Between(nameof(Max), Max, 1, Most);
        errors.Between(nameof(Min), Min, 1, Math.Max(1, max));
        if (Min >= 1 && Min <= max)
            errors.Between(nameof(Initial), Initial, Min, max);
        errors.Between(nameof(Window), Window, _shortestWindow, AdaptiveLimit.LongestWindow);
        errors.Between(nameof(MinimumCalls), MinimumCalls, 1, 1_000_000);
        errors.Between(nameof(MinimumTime), MinimumTime, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        errors.Required(nameof(Drops), Drops);
        errors.Between(nameof(DropTolerance), DropTolerance, 0, 0.5);
        errors.Between(nameof(HistoryLength), HistoryLength, 0, 10_000);
        ValidateAlgorithm(errors);
    }

    private protected virtual void ValidateAlgorithm(OptionErrors errors)
    {
    }
}
