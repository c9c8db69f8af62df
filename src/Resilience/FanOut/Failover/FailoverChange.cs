namespace Resilience;

/// <summary>A provider of a failover chain that has become available or unavailable.</summary>
/// <param name="Provider">Its name.</param>
/// <param name="IsAvailable">Whether it is available now.</param>
/// <param name="At">When.</param>
/// <param name="Code">The stable error code of the failure that has decided; null if it is available.</param>
public sealed record FailoverChange(string Provider, bool IsAvailable, DateTimeOffset At, string? Code);
