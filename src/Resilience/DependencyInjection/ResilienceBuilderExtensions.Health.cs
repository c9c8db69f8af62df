using Microsoft.Extensions.DependencyInjection.Extensions;
using Resilience;
using Resilience.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

// The health of the application, and its operation mode.
public static partial class ResilienceBuilderExtensions
{
    /// <summary>
    /// Adds a <see cref="HealthMonitor"/>, with a probe for everything that the registry holds and those that are added here. Called again,
    /// it goes on with the same one. A host with <c>AddHosting</c> starts and stops it; otherwise call <see cref="HealthMonitor.Start"/>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Adds probes and sets options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder AddHealthMonitor(this IResilienceBuilder builder, Action<HealthBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        if (!services.Any(static service => service.ServiceType == typeof(HealthMonitor)))
        {
            services.AddOptions<HealthSetup>().Configure<IServiceProvider>(MonitorFactory.SetDefaults);
            services.AddSingleton(MonitorFactory.Create);
            services.TryAddSingleton<IHealthSource>(static provider => provider.GetRequiredService<HealthMonitor>());
            services.TryAddKeyedTransient(
                KeyedService.AnyKey,
                static (provider, key) => provider.GetRequiredService<HealthMonitor>()[Unknown.NameOf("health probe", key)]);
            builder.Configure(static parts => parts.Making.Add(
                ("health monitor", "", static provider => provider.GetRequiredService<HealthMonitor>())));
        }

        configure?.Invoke(new(services));
        return builder;
    }

    /// <summary>
    /// Adds an <see cref="OperationModeControl"/>, which the container's health monitor marks components in, if there is one; with an
    /// <see cref="IModeRules"/> in the container, by those rules. Called again, it goes on with the same one.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Adds features and sets options.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder AddOperationMode(this IResilienceBuilder builder, Action<OperationModeBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        IServiceCollection services = builder.Services;
        if (!services.Any(static service => service.ServiceType == typeof(OperationModeControl)))
        {
            services.AddOptions<OperationModeSetup>().Configure<IServiceProvider>(ModeFactory.SetDefaults);
            services.AddSingleton(ModeFactory.Create);
            builder.Configure(static parts => parts.Making.Add(
                ("operation mode", "", static provider => provider.GetRequiredService<OperationModeControl>())));
        }

        configure?.Invoke(new(services));
        return builder;
    }
}
