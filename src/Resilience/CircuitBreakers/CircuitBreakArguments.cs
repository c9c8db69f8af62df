namespace Resilience;

/// <summary>What <see cref="CircuitBreakerOptionsBase.BreakDurationGenerator"/> is told.</summary>
/// <param name="Reason">Why the circuit opened.</param>
/// <param name="Reopens">How often half-open has failed since the circuit was closed last: 0 for the first break.</param>
/// <param name="Computed">The break that applies otherwise, grown, and lengthened by a hint of the dependency.</param>
/// <param name="FailureRatio">The share of failed calls in the window.</param>
/// <param name="FailureCount">The failed calls in the window.</param>
/// <param name="RetryAfter">How long the dependency asked to be left alone in the failure that opened the circuit, if it did.</param>
public readonly record struct CircuitBreakArguments(
    CircuitTransitionReason Reason, int Reopens, TimeSpan Computed, double FailureRatio, long FailureCount, TimeSpan? RetryAfter);
