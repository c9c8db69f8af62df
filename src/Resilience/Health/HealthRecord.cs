namespace Resilience;

/// <summary>One check of a probe.</summary>
/// <param name="At">When it began.</param>
/// <param name="State">What it found, before thresholds.</param>
/// <param name="Duration">How long it took, or was waited for.</param>
/// <param name="Code">The stable error code of what was wrong; null if nothing was, or nobody said.</param>
public readonly record struct HealthRecord(DateTimeOffset At, HealthState State, TimeSpan Duration, string? Code);
