namespace Resilience;

/// <summary>What <see cref="TimeoutOptions.TimeoutGenerator"/> is told.</summary>
/// <param name="Attempt">The attempt that enters, from 1.</param>
/// <param name="Context">The context of the execution.</param>
public readonly record struct TimeoutGeneratorArguments(int Attempt, ResilienceContext Context);
