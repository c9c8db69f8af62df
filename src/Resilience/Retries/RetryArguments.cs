namespace Resilience;

/// <summary>What <see cref="RetryOptionsBase.OnRetry"/> is told.</summary>
/// <param name="Attempt">The attempt that failed, from 1.</param>
/// <param name="Failure">What failed.</param>
/// <param name="Delay">How long the retry will wait before the next attempt.</param>
/// <param name="Duration">How long the attempt took, without delays; as exact as the pipeline's clock, see docs/timing.md.</param>
/// <param name="Context">The context of the execution.</param>
public readonly record struct RetryArguments(
    int Attempt, FailedAttempt Failure, TimeSpan Delay, TimeSpan Duration, ResilienceContext Context);
