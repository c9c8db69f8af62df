using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Resilience;
using Resilience.Hosting;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Has a host look after what is registered.</summary>
public static class ResilienceHostingBuilderExtensions
{
    /// <summary>
    /// Has the host validate everything when it starts, recover interrupted runs if that is wanted, and drain all orchestrators when it
    /// stops: those that are registered, and every other <see cref="IOrchestrator"/> of the container.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets options. Called again, it goes on with those that are set.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder AddHosting(this IResilienceBuilder builder, Action<ResilienceHostingOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, ResilienceHostedService>());
        builder.Services.AddOptions<ResilienceHostingOptions>()
            .Validate(
                static options => options.MaxConcurrentRecoveries is >= 1 and <= 10_000,
                $"{nameof(ResilienceHostingOptions)}: {nameof(ResilienceHostingOptions.MaxConcurrentRecoveries)} must be from 1 to 10,000.")
            .ValidateOnStart();
        if (configure is not null)
            builder.Services.Configure(configure);
        return builder;
    }
}
