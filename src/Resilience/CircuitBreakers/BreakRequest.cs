namespace Resilience.CircuitBreakers;

/// <summary>A circuit that has opened, and what the user is asked about the length of its break.</summary>
internal sealed class BreakRequest
{
    public required CircuitTransition Transition { get; set; }

    /// <summary>When it happened, on the breaker's timeline.</summary>
    public required long Began { get; init; }

    public required CircuitBreakArguments Arguments { get; init; }

    public bool IsAsked { get; set; }
}
