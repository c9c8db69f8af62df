namespace Resilience;

/// <summary>A provider that was asked in vain.</summary>
/// <param name="Provider">Its name.</param>
/// <param name="Code">The stable error code of its failure or rejection.</param>
/// <param name="Duration">How long it took.</param>
public readonly record struct FailoverAttempt(string Provider, string Code, TimeSpan Duration);
