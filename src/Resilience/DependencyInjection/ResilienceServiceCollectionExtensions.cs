using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Resilience;
using Resilience.DependencyInjection;
using Resilience.Telemetry;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the library to a container.</summary>
public static class ResilienceServiceCollectionExtensions
{
    /// <summary>
    /// Adds the registry of operations, and has pipelines and components resolved by their names as keys. Called again, it returns a
    /// builder of the same registrations. A service that is there already stays: an <see cref="IResilienceRegistry"/> of your own, for
    /// instance.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <returns>A builder, which registers operations, components and orchestrators.</returns>
    /// <remarks>
    /// Of the container are used, if they are there: its <c>ILoggerFactory</c>, <see cref="TimeProvider"/>, <c>IMeterFactory</c>,
    /// <see cref="IFailureClassifier"/>, each <see cref="IResilienceListener"/> and each <see cref="RunObserver"/>. When a host starts,
    /// everything that is registered is made, and what is wrong is reported in one exception; without a host, call
    /// <see cref="ResilienceServiceProviderExtensions.ValidateResilience"/>.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IResilienceBuilder AddResilience(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (!services.Any(static service => service.ServiceType == typeof(RegisteredParts)))
            AddAll(services);
        return new ResilienceBuilder(services);
    }

    private static void AddAll(IServiceCollection services)
    {
        services.AddOptions<StartupCheck>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<StartupCheck>, StartupCheckValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ResilienceOptions>, ResilienceOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<ResilienceRegistryOptions>, RegistryDefaults>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<ResilienceRegistryOptions>, RegistryDefinitions>());
        services.TryAddSingleton<RegisteredParts>();
        services.TryAddSingleton<RegisteredOrchestrators>();
        services.TryAddSingleton<IResilienceRegistry>(
            static provider => new ResilienceRegistry(provider.GetRequiredService<IOptions<ResilienceRegistryOptions>>().Value));

        // The registry holds them, and none of them is disposed of by whoever asked for it: a container must not take them for its own.
        services.TryAddKeyedTransient(KeyedService.AnyKey, static (provider, key) => Parts(provider).Operation(key));
        services.TryAddKeyedTransient(KeyedService.AnyKey, static (provider, key) => Parts(provider).Operation(key).Pipeline);
        services.TryAddKeyedTransient(KeyedService.AnyKey, static (provider, key) => Parts(provider).CircuitBreaker(key));
        services.TryAddKeyedTransient(KeyedService.AnyKey, static (provider, key) => Parts(provider).Bulkhead(key));
        services.TryAddKeyedTransient(KeyedService.AnyKey, static (provider, key) => Parts(provider).RateLimit(key));
        services.TryAddKeyedTransient(
            KeyedService.AnyKey,
            static (provider, key) => provider.GetRequiredService<RegisteredOrchestrators>().Get(Unknown.NameOf("orchestrator", key)));
    }

    private static RegisteredParts Parts(IServiceProvider provider) => provider.GetRequiredService<RegisteredParts>();
}
