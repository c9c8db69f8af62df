using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The parts of a standard pipeline.</summary>
internal static class StandardKeys
{
    public static KeySet<StandardPipelineOptions> Set { get; } = new("Standard",
        Key.Part(
            "Timeout", TimeoutKeys.Set, static (StandardPipelineOptions o) => o.Timeout, static (o, v) => o.Timeout = v,
            "around everything"),
        Key.Part("Retry", RetryKeys.Set, static (StandardPipelineOptions o) => o.Retry, static (o, v) => o.Retry = v, "of what may pass"),
        Key.Part(
            "CircuitBreaker", CircuitBreakerKeys.Set, static (StandardPipelineOptions o) => o.CircuitBreaker,
            static (o, v) => o.CircuitBreaker = v, "no calls to what is down"),
        new PartKey<StandardPipelineOptions, RateLimitOptions>(
            "RateLimit", "how often attempts may begin", LimitKeys.Part, static o => o.RateLimit, static (o, v) => o.RateLimit = v),
        Key.Part(
            "Bulkhead", BulkheadKeys.Set, static (StandardPipelineOptions o) => o.Bulkhead, static (o, v) => o.Bulkhead = v,
            "how many attempts may run at once"),
        new PartKey<StandardPipelineOptions, TimeoutOptions>(
            "AttemptTimeout", "around each attempt",
            new SinglePart<TimeoutOptions, TimeoutOptions>(
                TimeoutKeys.Set, static () => new() { Name = "attempt timeout", Timeout = TimeSpan.FromSeconds(10) }),
            static o => o.AttemptTimeout, static (o, v) => o.AttemptTimeout = v));
}
