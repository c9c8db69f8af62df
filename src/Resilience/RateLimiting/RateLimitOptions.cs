namespace Resilience;

/// <summary>The options that all rate limits have in common.</summary>
public abstract class RateLimitOptions
{
    private protected RateLimitOptions(string name) => Name = name;

    /// <summary>The name in messages, events, metrics and rejections. The default is "token bucket" or "sliding window".</summary>
    public string Name { get; set; }

    /// <summary>How many permits there are in each period: from 1 to 1,000,000,000. The default is 100.</summary>
    public int Permits { get; set; } = 100;

    /// <summary>
    /// How long a call may wait for its permit: from zero to 49 days. The default is zero: it is refused at once. A call that could not get
    /// its permit within this time, or before its deadline, is refused at once and does not wait in vain.
    /// </summary>
    public TimeSpan MaxWait { get; set; }

    /// <summary>How many calls may wait at the same time: from 0 to 1,000,000. The default is 100. More are refused.</summary>
    public int QueueLimit { get; set; } = 100;

    /// <summary>
    /// How many permits a call in a pipeline takes; zero lets it pass for nothing. Must be fast; what it throws ends the attempt as its
    /// failure. By default every call takes one.
    /// </summary>
    public Func<ResilienceContext, int>? Weight { get; set; }

    /// <summary>
    /// Whether a call that the dependency refused for its rate (cause <see cref="FailureCause.RateLimit"/>, such as HTTP 429) drains the
    /// limit: nothing is admitted until the time that the dependency named; if it named none, all permits are gone. The default is true.
    /// </summary>
    public bool DrainOnRateLimit { get; set; } = true;

    /// <summary>How much of a time that a dependency names is believed: from zero to 49 days. The default is 60 seconds.</summary>
    public TimeSpan DrainCap { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Whether to decide and count, and let every call through at once. The default is false.</summary>
    public bool ShadowMode { get; set; }
}
