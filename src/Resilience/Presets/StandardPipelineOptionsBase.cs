namespace Resilience;

/// <summary>
/// What typed and untyped standard pipelines have in common. Every part is optional: a part that is null is left out. The parts stand
/// in the canonical order, whatever the order in which they are set: fallback, timeout, retry, circuit breaker, rate limit, bulkhead,
/// attempt timeout, outermost first.
/// </summary>
public abstract class StandardPipelineOptionsBase
{
    private protected StandardPipelineOptionsBase()
    {
    }

    /// <summary>The timeout around everything, with all attempts and the delays between them. The default is 30 seconds.</summary>
    public TimeoutOptions? Timeout { get; set; } = new();

    /// <summary>
    /// A breaker that the pipeline shares with others which call the same dependency. If it is given, the options of a breaker of the
    /// pipeline's own are not used, but for <c>HandleResult</c>, which belongs to the pipeline. By default there is none.
    /// </summary>
    public CircuitBreaker? SharedCircuitBreaker { get; set; }

    /// <summary>
    /// How often attempts may begin: <see cref="TokenBucketOptions"/> or <see cref="SlidingWindowOptions"/>. By default there is no limit.
    /// </summary>
    public RateLimitOptions? RateLimit { get; set; }

    /// <summary>
    /// A rate limit that the pipeline shares with others which use up the same quota. If it is given, <see cref="RateLimit"/> is not used.
    /// By default there is none.
    /// </summary>
    public RateLimit? SharedRateLimit { get; set; }

    /// <summary>How many attempts may run at the same time. The default is 100 permits without a queue.</summary>
    public BulkheadOptions? Bulkhead { get; set; } = new();

    /// <summary>
    /// A bulkhead that the pipeline shares with others which load the same dependency. If it is given, <see cref="Bulkhead"/> is not
    /// used. By default there is none.
    /// </summary>
    public Bulkhead? SharedBulkhead { get; set; }

    /// <summary>The timeout around each attempt. The default is 10 seconds.</summary>
    public TimeoutOptions? AttemptTimeout { get; set; } = new() { Name = "attempt timeout", Timeout = TimeSpan.FromSeconds(10) };
}
