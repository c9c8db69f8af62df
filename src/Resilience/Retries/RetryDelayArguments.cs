namespace Resilience;

/// <summary>What <see cref="RetryOptionsBase.DelayGenerator"/> is told.</summary>
/// <param name="Attempt">The attempt that failed, from 1.</param>
/// <param name="Failure">What failed, with the dependency's hint if it gave one.</param>
/// <param name="Computed">The delay that applies otherwise.</param>
/// <param name="Context">The context of the execution.</param>
public readonly record struct RetryDelayArguments(int Attempt, FailedAttempt Failure, TimeSpan Computed, ResilienceContext Context);
