namespace Resilience;

/// <summary>What one dependency has answered in a fan-out.</summary>
/// <typeparam name="T">The type of the answer.</typeparam>
/// <param name="Name">The name of the dependency.</param>
/// <param name="Kind">How it has answered.</param>
/// <param name="Outcome">What it has answered; cancelled, if it was left out.</param>
/// <param name="Duration">How long its call took, or was waited for; zero if it was not called.</param>
/// <param name="Circuit">The state of its own circuit breaker when it was asked; null if it has none.</param>
public readonly record struct FanOutAnswer<T>(
    string Name, FanOutAnswerKind Kind, Outcome<T> Outcome, TimeSpan Duration, CircuitState? Circuit);
