namespace Resilience;

/// <summary>A dependency at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Circuit">The state of its own circuit breaker; null if it has none.</param>
/// <param name="Health">Its health; null if nobody knows.</param>
/// <param name="Statistics">What has been counted of its calls.</param>
public sealed record DependencySnapshot(string Name, CircuitState? Circuit, HealthState? Health, DependencyStatistics Statistics);
