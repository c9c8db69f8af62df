using Resilience.Timing;

namespace Resilience;

/// <summary>One change of a circuit breaker's state.</summary>
/// <param name="Component">The name of the breaker.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="Reason">Why it changed.</param>
/// <param name="At">When, by the wall clock; for people to read.</param>
/// <param name="Generation">The number of the state that began; it grows with every change.</param>
/// <param name="BreakDuration">How long the circuit stays open, if it opened.</param>
/// <param name="Holder">Who holds the circuit, or has just let go of it, if that is the reason.</param>
public sealed record CircuitTransition(
    string Component,
    CircuitState From,
    CircuitState To,
    CircuitTransitionReason Reason,
    DateTimeOffset At,
    long Generation,
    TimeSpan? BreakDuration = null,
    string? Holder = null)
{
    /// <summary>The change in words, such as "closed → open for 30 s (failure ratio)".</summary>
    public override string ToString()
    {
        string duration = BreakDuration is { } time ? $" for {DurationText.Format(time)}" : "";
        string holder = Holder is null ? "" : $" by {Holder}";
        return $"{CircuitBreakers.CircuitWords.Of(From)} → {CircuitBreakers.CircuitWords.Of(To)}{duration} "
            + $"({CircuitBreakers.CircuitWords.Of(Reason)}{holder})";
    }
}
