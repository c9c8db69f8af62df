namespace Resilience;

/// <summary>What <see cref="HedgingOptionsBase.OnHedging"/> is told.</summary>
/// <param name="Attempt">The attempt that is about to start, from 2.</param>
/// <param name="Elapsed">The time since the first attempt, or since it went on asynchronously.</param>
/// <param name="Failure">The failure that is the reason; null if it is the delay.</param>
/// <param name="Context">The context of the attempt. What is set here the attempt finds.</param>
public readonly record struct HedgingArguments(int Attempt, TimeSpan Elapsed, FailedAttempt? Failure, ResilienceContext Context);
