using Resilience.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>
/// Registers operations, components and orchestrators in a container. Returned by
/// <see cref="ResilienceServiceCollectionExtensions.AddResilience"/>; everything else is an extension of it.
/// </summary>
public interface IResilienceBuilder
{
    /// <summary>The container's services. What is registered goes into <see cref="ResilienceOptions"/> there.</summary>
    IServiceCollection Services { get; }
}
