namespace Resilience;

/// <summary>What <see cref="HedgingOptionsBase.DelayGenerator"/> is told.</summary>
/// <param name="Attempt">The attempt that is to be delayed, from 2.</param>
/// <param name="Computed">The delay that applies otherwise; infinite if only a failure would start the attempt.</param>
/// <param name="Context">The context of the execution.</param>
public readonly record struct HedgingDelayArguments(int Attempt, TimeSpan Computed, ResilienceContext Context);
