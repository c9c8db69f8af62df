using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Resilience;
using Resilience.DependencyInjection;
using Resilience.Hosting.Configuration;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Binds operations to the application's configuration.</summary>
public static class ResilienceConfigurationBuilderExtensions
{
    /// <summary>
    /// Has a section of the application's configuration say how operations are protected, and go on saying so while the application runs.
    /// What it says wins over the code. See <c>docs/configuration.md</c> for all keys.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The path of the section. The default is "Resilience".</param>
    /// <param name="configure">Sets options. By default changes are taken as they come.</param>
    /// <exception cref="ArgumentException"><paramref name="section"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder BindConfiguration(
        this IResilienceBuilder builder, string section = "Resilience", Action<ResilienceConfigurationOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(section);
        return builder.Bind(provider => provider.GetRequiredService<IConfiguration>().GetSection(section), configure);
    }

    /// <summary>Has a configuration, or a section of one, say how operations are protected.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section. Of several that are bound, later ones are laid over earlier ones.</param>
    /// <param name="configure">Sets options. By default changes are taken as they come.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="section"/> is null.</exception>
    public static IResilienceBuilder BindConfiguration(
        this IResilienceBuilder builder, IConfiguration section, Action<ResilienceConfigurationOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(section);
        return builder.Bind(_ => section, configure);
    }

    /// <summary>
    /// Has a block of configuration that was written for another library make a preset, and go on doing so while the application runs:
    /// those with <c>circuit_breaker</c>, <c>retry</c> and <c>bulkhead</c>, those named <c>fault_tolerance</c>, and those with
    /// <c>default_strategy</c> and <c>operation_strategies</c>. <c>docs/configuration.md</c> lists the keys and what becomes of them.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="preset">The name of the preset, for operations to refer to.</param>
    /// <param name="section">The path of the block in the application's configuration.</param>
    /// <exception cref="ArgumentException"><paramref name="preset"/> or <paramref name="section"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder BindCompatibleConfiguration(this IResilienceBuilder builder, string preset, string section)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(preset);
        ArgumentException.ThrowIfNullOrWhiteSpace(section);
        Bindings(builder.Services).Blocks.Add((preset, provider => provider.GetRequiredService<IConfiguration>().GetSection(section)));
        return builder;
    }

    private static IResilienceBuilder Bind(
        this IResilienceBuilder builder, Func<IServiceProvider, IConfiguration> section, Action<ResilienceConfigurationOptions>? configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ConfigurationBindings bindings = Bindings(builder.Services);
        bindings.Sections.Add(section);
        configure?.Invoke(bindings.Options);
        if (bindings.Options.ReloadDelay < TimeSpan.Zero || bindings.Options.ReloadDelay > TimeSpan.FromHours(1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(configure), bindings.Options.ReloadDelay, "ReloadDelay must be from zero to 1 hour.");
        }

        return builder;
    }

    private static ConfigurationBindings Bindings(IServiceCollection services)
    {
        if (services.FirstOrDefault(static one => one.ServiceType == typeof(ConfigurationBindings))?.ImplementationInstance
            is ConfigurationBindings there)
            return there;
        var bindings = new ConfigurationBindings();
        services.AddSingleton(bindings);
        services.AddSingleton<LiveConfiguration>();
        services.AddSingleton<IResilienceConfiguration>(static provider => provider.GetRequiredService<LiveConfiguration>());
        services.AddSingleton<ConfigurationSetup>();
        services.AddSingleton<IPostConfigureOptions<ResilienceOptions>>(static one => one.GetRequiredService<ConfigurationSetup>());
        services.AddSingleton<IPostConfigureOptions<HealthSetup>>(static one => one.GetRequiredService<ConfigurationSetup>());
        services.AddSingleton<IPostConfigureOptions<OperationModeSetup>>(static one => one.GetRequiredService<ConfigurationSetup>());
        services.AddSingleton<IValidateOptions<ResilienceOptions>>(static one => one.GetRequiredService<ConfigurationSetup>());
        services.AddSingleton<IPostConfigureOptions<ResilienceRegistryOptions>, RegistrySetup>();
        ServiceDescriptor registry = services.Last(static one => one.ServiceType == typeof(IResilienceRegistry));
        services.Replace(ServiceDescriptor.Singleton(
            provider => provider.GetRequiredService<LiveConfiguration>().Attach(Make(registry, provider))));
        return bindings;
    }

    private static IResilienceRegistry Make(ServiceDescriptor registry, IServiceProvider provider) => (IResilienceRegistry)(
        registry.ImplementationInstance
        ?? registry.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, registry.ImplementationType!));
}
