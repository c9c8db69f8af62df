namespace Resilience;

/// <summary>What everything in a registry knows, at one moment, each by its name and in the order of names.</summary>
public sealed record RegistrySnapshot
{
    /// <summary>The operations.</summary>
    public required IReadOnlyList<OperationSnapshot> Operations { get; init; }

    /// <summary>The circuit breakers that are held by name.</summary>
    public required IReadOnlyDictionary<string, CircuitBreakerSnapshot> CircuitBreakers { get; init; }

    /// <summary>The bulkheads that are held by name.</summary>
    public required IReadOnlyDictionary<string, BulkheadSnapshot> Bulkheads { get; init; }

    /// <summary>The rate limits that are held by name.</summary>
    public required IReadOnlyDictionary<string, RateLimitSnapshot> RateLimits { get; init; }

    /// <summary>The keyed families.</summary>
    public required IReadOnlyDictionary<string, KeyedFamilySnapshot> Families { get; init; }
}
