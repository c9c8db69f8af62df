namespace Resilience;

/// <summary>What a registry holds.</summary>
public enum RegistryItem
{
    /// <summary>An operation, with its pipelines.</summary>
    Operation = 0,

    /// <summary>A circuit breaker.</summary>
    CircuitBreaker = 1,

    /// <summary>A bulkhead.</summary>
    Bulkhead = 2,

    /// <summary>A rate limit.</summary>
    RateLimit = 3,

    /// <summary>A keyed family.</summary>
    Family = 4,
}
