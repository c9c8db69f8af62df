namespace Resilience;

/// <summary>Options of a circuit breaker in a typed pipeline.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
public sealed class CircuitBreakerOptions<T> : CircuitBreakerOptionsBase
{
    /// <summary>
    /// Whether a result counts as a failure of the dependency. An exception thrown here becomes the outcome, as an error of the caller's:
    /// it counts as nothing. By default every result is a success.
    /// </summary>
    public Func<T, bool>? HandleResult { get; set; }
}
