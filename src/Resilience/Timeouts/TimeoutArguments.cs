namespace Resilience;

/// <summary>What <see cref="TimeoutOptions.OnTimeout"/> is told.</summary>
/// <param name="Timeout">The time that was allowed.</param>
/// <param name="Attempt">The attempt that did not end in time, from 1.</param>
/// <param name="Context">The context of the execution. Its token here is the caller's, which the timeout has not cancelled.</param>
public readonly record struct TimeoutArguments(TimeSpan Timeout, int Attempt, ResilienceContext Context);
