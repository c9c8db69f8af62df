namespace Resilience.Testing;

/// <summary>What became of one check.</summary>
/// <param name="Check">The check.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it failed or was skipped, in words; null when it passed.</param>
/// <param name="Exception">The exception with which it failed; null when it did not.</param>
public sealed record ConformanceResult(
    ConformanceCheck Check, ConformanceOutcome Outcome, string? Reason = null, ConformanceException? Exception = null);
