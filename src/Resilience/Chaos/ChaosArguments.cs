namespace Resilience;

/// <summary>What the delegates that decide about chaos are told.</summary>
/// <param name="Attempt">The attempt that enters, from 1.</param>
/// <param name="Context">The context of the execution.</param>
public readonly record struct ChaosArguments(int Attempt, ResilienceContext Context);
