namespace Resilience.Chaos;

/// <summary>A rate in one reference, which is changed in one step while others read it.</summary>
internal sealed record RateOverride(double Value);
