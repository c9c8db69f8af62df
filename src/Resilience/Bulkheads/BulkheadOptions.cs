namespace Resilience;

/// <summary>Options of a bulkhead. The defaults admit 100 calls at once and let none wait.</summary>
public sealed class BulkheadOptions
{
    /// <summary>The name in messages, events, metrics and rejections. The default is "bulkhead".</summary>
    public string Name { get; set; } = "bulkhead";

    /// <summary>
    /// How many calls may run at once: from 1 to 1,000,000. The default is 100. With an adaptive limit, what that never exceeds, unless its
    /// own options say otherwise.
    /// </summary>
    public int PermitLimit { get; set; } = 100;

    /// <summary>
    /// Has the limit adapt to what the dependency takes: <see cref="AimdLimitOptions"/>, <see cref="Gradient2LimitOptions"/> or a class of
    /// your own. By default the limit is fixed. See <c>docs/adaptive-limits.md</c>.
    /// </summary>
    public AdaptiveLimitOptions? Adaptive { get; set; }

    /// <summary>
    /// How many calls may wait for a permit: from 0 to 1,000,000. The default is 0: a call that finds no permit is refused at once.
    /// </summary>
    public int QueueLimit { get; set; }

    /// <summary>
    /// How long a call may wait: from 1 ms to 49 days. The default is 30 seconds. In a pipeline it never waits beyond a deadline that was
    /// set outside, either.
    /// </summary>
    public TimeSpan QueueTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How important a call in a pipeline is; asked only when it finds no permit. Must be fast; what it throws ends the attempt as its
    /// failure. By default every call is <see cref="BulkheadPriority.Normal"/>.
    /// </summary>
    public Func<ResilienceContext, BulkheadPriority>? Priority { get; set; }

    /// <summary>Whether to decide and count, and let every call through at once. The default is false.</summary>
    public bool ShadowMode { get; set; }
}
