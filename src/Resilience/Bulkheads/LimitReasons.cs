namespace Resilience.Bulkheads;

/// <summary>
/// Why an adaptive limit changed, or did not: the words of the algorithms that come with the library. They are stable. What each means, and
/// what can be done about it, is in <c>docs/adaptive-limits.md</c>.
/// </summary>
public static class LimitReasons
{
    /// <summary>Calls were dropped: the dependency said, or showed, that it is too much.</summary>
    public const string Drop = "drop";

    /// <summary>Calls took longer on average than is allowed.</summary>
    public const string Slow = "slow";

    /// <summary>Calls take longer than the dependency needs: they wait in its queue.</summary>
    public const string Queueing = "queueing";

    /// <summary>Nothing speaks against a higher limit, so one is tried.</summary>
    public const string ProbeUpward = "probe upward";

    /// <summary>The limit is where it should be.</summary>
    public const string Steady = "steady";

    /// <summary>Less than half of the limit was in use, so that nothing can be said about it.</summary>
    public const string NotLimited = "not limited by concurrency";

    /// <summary>The limit should be lower, but is as low as it may be.</summary>
    public const string AtMinimum = "at minimum";

    /// <summary>The limit should be higher, but is as high as it may be.</summary>
    public const string AtMaximum = "at maximum";

    /// <summary>The limit is halved for two windows, to see how long calls take without a queue.</summary>
    public const string ProbeBaseline = "probe baseline";

    /// <summary>That has been seen, and the limit returns to where it was.</summary>
    public const string BaselineMeasured = "baseline measured";

    /// <summary>Somebody set the limit by hand.</summary>
    public const string Resized = "resized";

    /// <summary>The algorithm threw an exception; the limit stays.</summary>
    public const string AlgorithmFailed = "algorithm failed";

    /// <summary>The algorithm gave no reason.</summary>
    public const string Unexplained = "unexplained";
}
