using Microsoft.Extensions.Options;
using Resilience;
using Resilience.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

// What is not one kind of thing alone.
public static partial class ResilienceBuilderExtensions
{
    /// <summary>Adds a preset, to be named by operations and by configuration.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="preset">The preset; its name is not that of one that comes with the library.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="preset"/> is null.</exception>
    public static IResilienceBuilder AddPreset(this IResilienceBuilder builder, ResiliencePreset preset)
    {
        ArgumentNullException.ThrowIfNull(preset);
        return builder.Configure(parts => parts.Presets.Add(preset.Name, _ => preset, preset.ToString()));
    }

    /// <summary>Changes the options of an operation that was added from a preset.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the operation.</param>
    /// <param name="configure">Changes the options, after all that was said before.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    public static IResilienceBuilder ConfigurePipeline(
        this IResilienceBuilder builder, string name, Action<StandardPipelineOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.ConfigurePipeline(name, (_, definition) => definition.With(configure));
    }

    /// <summary>Changes the definition of an operation, or puts another one in its place.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the operation.</param>
    /// <param name="configure">Is given the container and the definition so far; returns the one that there is to be.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    public static IResilienceBuilder ConfigurePipeline(
        this IResilienceBuilder builder, string name, Func<IServiceProvider, OperationDefinition, OperationDefinition> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Configure(parts => parts.Operations.Configure(name, configure));
    }

    /// <summary>Changes what the registry gives to all that it makes, after what it takes from the container.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Changes the options; is given the container.</param>
    /// <remarks>
    /// Definitions that are registered come before those that <see cref="ResilienceRegistryOptions.DefinitionOf"/> finds. A name that
    /// neither knows has the default definition in the registry, and is an error as a key.
    /// </remarks>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static IResilienceBuilder ConfigureRegistry(
        this IResilienceBuilder builder, Action<IServiceProvider, ResilienceRegistryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddOptions<ResilienceRegistryOptions>()
            .Configure<IServiceProvider>((options, provider) => configure(provider, options));
        return builder;
    }

    /// <inheritdoc cref="ConfigureRegistry(IResilienceBuilder, Action{IServiceProvider, ResilienceRegistryOptions})"/>
    public static IResilienceBuilder ConfigureRegistry(this IResilienceBuilder builder, Action<ResilienceRegistryOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return builder.ConfigureRegistry((_, options) => configure(options));
    }

    private static IResilienceBuilder Configure(this IResilienceBuilder builder, Action<ResilienceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    private static ResilienceOptions Options(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ResilienceOptions>>().Value;
}
