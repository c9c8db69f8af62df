using Microsoft.Extensions.DependencyInjection.Extensions;
using Resilience;
using Resilience.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

// The health of the application.
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
            builder.Configure(static parts => parts.Making.Add(("health monitor", static provider => provider.GetRequiredService<HealthMonitor>())));
        }

        configure?.Invoke(new(services));
        return builder;
    }
}
