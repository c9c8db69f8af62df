using Resilience.Registry;

namespace Resilience;

/// <summary>Has a health monitor follow a registry.</summary>
public static class RegistryHealthExtensions
{
    /// <summary>
    /// Adds a probe for each circuit breaker, bulkhead, rate limit and operation of a registry, now and as they come and go. Their names
    /// are "circuit", "bulkhead", "limit" or "operation", and the name in the registry. An operation is as well as the worst of its
    /// circuits.
    /// </summary>
    /// <param name="monitor">The monitor.</param>
    /// <param name="registry">The registry.</param>
    /// <param name="critical">
    /// The names of the circuit breakers and operations that the application cannot do without; the others make it degraded at most.
    /// </param>
    /// <returns>To be disposed of when they are to be removed.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is a probe of such a name already.</exception>
    public static IDisposable Watch(this HealthMonitor monitor, IResilienceRegistry registry, params IEnumerable<string> critical)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        ArgumentNullException.ThrowIfNull(registry);
        ArgumentNullException.ThrowIfNull(critical);
        return new RegistryProbes(monitor, registry, critical);
    }
}
