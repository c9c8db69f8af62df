namespace Resilience.CircuitBreakers;

/// <summary>A transition that waits to be told, and what the user is asked about the length of its break.</summary>
internal sealed class BreakRequest
{
    public required CircuitTransition Transition { get; set; }

    /// <summary>When it happened, on the breaker's timeline.</summary>
    public required long Began { get; init; }

    public CircuitBreakArguments Arguments { get; init; }

    public bool IsAnswered { get; set; }
}
