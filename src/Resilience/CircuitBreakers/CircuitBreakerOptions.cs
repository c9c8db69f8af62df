namespace Resilience;

/// <summary>Options of a circuit breaker.</summary>
public sealed class CircuitBreakerOptions : CircuitBreakerOptionsBase
{
    /// <summary>
    /// A breaker that opens after failures in a row and looks at nothing else: the form of many older libraries.
    /// </summary>
    /// <param name="failures">How many failures in a row open the circuit: from 1 to 1,000,000.</param>
    /// <param name="recoveryTimeout">How long it stays open, the same every time: from 1 ms to 49 days.</param>
    /// <param name="successThreshold">How many probes must succeed to close it: from 1. The default is 1.</param>
    /// <returns>Options to change further.</returns>
    public static CircuitBreakerOptions Consecutive(int failures, TimeSpan recoveryTimeout, int successThreshold = 1) => new()
    {
        FailureRatio = null,
        ConsecutiveFailures = failures,
        BreakDuration = recoveryTimeout,
        BreakMultiplier = 1,
        SuccessesToClose = successThreshold,
    };
}
