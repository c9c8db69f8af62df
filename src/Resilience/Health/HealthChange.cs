namespace Resilience;

/// <summary>That the state of a probe, or of the whole, has changed.</summary>
/// <param name="Probe">The name of the probe; null for the whole.</param>
/// <param name="From">The state before.</param>
/// <param name="To">The state since.</param>
/// <param name="At">When that was found.</param>
/// <param name="Description">What the check said, redacted; null if nothing.</param>
/// <param name="Code">The stable error code of what is wrong; null if nothing is, or nobody said.</param>
/// <param name="IsCritical">Whether the probe is critical; true for the whole.</param>
public sealed record HealthChange(
    string? Probe, HealthState From, HealthState To, DateTimeOffset At, string? Description, string? Code, bool IsCritical);
