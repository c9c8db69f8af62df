namespace Resilience;

/// <summary>A failover chain at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Active">The provider that the next request goes to first; null if none is available.</param>
/// <param name="Requests">How many requests there were.</param>
/// <param name="FailedOver">How many were answered by another than the first provider.</param>
/// <param name="Exhausted">How many nobody has answered.</param>
/// <param name="Providers">The providers, in order.</param>
public sealed record FailoverSnapshot(
    string Name, string? Active, long Requests, long FailedOver, long Exhausted, IReadOnlyList<ProviderSnapshot> Providers);
