namespace Resilience.DependencyInjection;

/// <summary>A limit for each operation mode.</summary>
/// <param name="Normal">When all is well.</param>
/// <param name="Degraded">In degraded mode.</param>
/// <param name="Emergency">In an emergency.</param>
public sealed record ModeLimits(int Normal, int Degraded, int Emergency);
