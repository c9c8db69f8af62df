using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Resilience;
using Resilience.DependencyInjection;
using Resilience.Telemetry;

namespace Microsoft.Extensions.DependencyInjection;

// One definition, and a component for each key.
public static partial class ResilienceBuilderExtensions
{
    /// <summary>Adds a family of any components; asked for by its name as key, or in the registry.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="TComponent">The type of the components.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name.</param>
    /// <param name="create">Makes the family; is given the container. The registry disposes of it.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="create"/> is null.</exception>
    public static IResilienceBuilder AddFamily<TKey, TComponent>(
        this IResilienceBuilder builder, string name, Func<IServiceProvider, KeyedFamily<TKey, TComponent>> create)
        where TKey : notnull
        where TComponent : class
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        builder.Configure(parts => parts.Families.Add(name, create, $"{typeof(TComponent).Name} for each {typeof(TKey).Name}"));

        // Families can be disposed of: only as singletons do they outlive the scope in which they are asked for.
        builder.Services.TryAddKeyedSingleton(
            KeyedService.AnyKey,
            static (provider, key) => provider.GetRequiredService<RegisteredParts>().Family<TKey, TComponent>(key));
        return builder;
    }

    /// <summary>Adds a pipeline for each key, from a preset.</summary>
    /// <typeparam name="TKey">The type of the keys: tenants, hosts, models.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the family and of the pipelines.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="configure">Changes what the preset says; called for each key. By default nothing is changed.</param>
    /// <param name="family">Sets the options of the family. By default it has the clock and the meters of the registry.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="preset"/> is null.</exception>
    public static IResilienceBuilder AddPipelineFamily<TKey>(
        this IResilienceBuilder builder,
        string name,
        ResiliencePreset preset,
        Action<StandardPipelineOptions>? configure = null,
        Action<KeyedFamilyOptions>? family = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(preset);
        return builder.AddFamily(name, provider =>
        {
            ResilienceRegistryOptions registry = RegistryOptions(provider);
            return KeyedFamily.Pipelines<TKey>(name, pipeline => Add(pipeline, registry), FamilyOptions(provider, family));
        });

        void Add(ResiliencePipelineBuilder pipeline, ResilienceRegistryOptions registry)
        {
            pipeline.Classifier = registry.Classifier;
            pipeline.LoggerFactory = registry.LoggerFactory;
            pipeline.MeterFactory = registry.MeterFactory;
            foreach (IResilienceListener listener in registry.Listeners)
                pipeline.Listeners.Add(listener);
            pipeline.AddStandard(preset, configure);
        }
    }

    /// <summary>Adds a circuit breaker for each key.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the family.</param>
    /// <param name="configure">Sets the options of all breakers. By default they are as they come.</param>
    /// <param name="family">Sets the options of the family. By default it has the clock and the meters of the registry.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder AddCircuitBreakerFamily<TKey>(
        this IResilienceBuilder builder,
        string name,
        Action<CircuitBreakerOptions>? configure = null,
        Action<KeyedFamilyOptions>? family = null)
        where TKey : notnull =>
        builder.AddFamily(name, provider => KeyedFamily.CircuitBreakers<TKey>(
            name, With(new CircuitBreakerOptions { Name = name }, configure), FamilyOptions(provider, family)));

    /// <summary>Adds a bulkhead for each key.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the family.</param>
    /// <param name="configure">Sets the options of all bulkheads. By default they are as they come.</param>
    /// <param name="family">Sets the options of the family. By default it has the clock and the meters of the registry.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder AddBulkheadFamily<TKey>(
        this IResilienceBuilder builder,
        string name,
        Action<BulkheadOptions>? configure = null,
        Action<KeyedFamilyOptions>? family = null)
        where TKey : notnull =>
        builder.AddFamily(name, provider => KeyedFamily.Bulkheads<TKey>(
            name, With(new BulkheadOptions { Name = name }, configure), FamilyOptions(provider, family)));

    /// <summary>Adds a rate limit for each key.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name of the family.</param>
    /// <param name="limit">The options of all limits: <see cref="TokenBucketOptions"/> or <see cref="SlidingWindowOptions"/>.</param>
    /// <param name="family">Sets the options of the family. By default it has the clock and the meters of the registry.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="limit"/> is null.</exception>
    public static IResilienceBuilder AddRateLimitFamily<TKey>(
        this IResilienceBuilder builder, string name, RateLimitOptions limit, Action<KeyedFamilyOptions>? family = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(limit);
        return builder.AddFamily(name, provider => KeyedFamily.RateLimits<TKey>(name, limit, FamilyOptions(provider, family)));
    }

    private static KeyedFamilyOptions FamilyOptions(IServiceProvider provider, Action<KeyedFamilyOptions>? configure)
    {
        ResilienceRegistryOptions registry = RegistryOptions(provider);
        return With(new KeyedFamilyOptions { TimeProvider = registry.TimeProvider, MeterFactory = registry.MeterFactory }, configure);
    }

    private static ResilienceRegistryOptions RegistryOptions(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ResilienceRegistryOptions>>().Value;
}
