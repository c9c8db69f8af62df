namespace Resilience.Metrics.Traces;

/// <summary>A circuit breaker at the end of a run. It may be shared: its counts are those of its window, whoever made the calls.</summary>
public sealed record TraceCircuit
{
    /// <summary>The name of the breaker.</summary>
    public required string Name { get; init; }

    /// <summary>The stages that it protects.</summary>
    public required IReadOnlyList<string> Stages { get; init; }

    /// <summary>Its state: closed, open, half-open, isolated, disabled, metrics only.</summary>
    public required string State { get; init; }

    /// <summary>The calls in its window.</summary>
    public required long TotalCalls { get; init; }

    /// <summary>Those that succeeded.</summary>
    public required long Successes { get; init; }

    /// <summary>Those that failed.</summary>
    public required long Failures { get; init; }

    /// <summary>The share of successes, from 0 to 1; 1 if there were no calls.</summary>
    public required double SuccessRate { get; init; }

    /// <summary>The last changes of its state, oldest first.</summary>
    public required IReadOnlyList<TraceTransition> Transitions { get; init; }
}
