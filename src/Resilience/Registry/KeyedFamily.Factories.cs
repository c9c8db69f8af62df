using Resilience.Registry;

namespace Resilience;

public abstract partial class KeyedFamily
{
    /// <summary>A pipeline for each key, from a preset. All have the name of the family.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="name">The name of the family and of the pipelines.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="overrides">Changes what the preset says; called for each key. By default nothing is changed.</param>
    /// <param name="options">The options of the family; the defaults if null.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="preset"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static KeyedFamily<TKey, ResiliencePipeline> Pipelines<TKey>(
        string name,
        ResiliencePreset preset,
        Action<StandardPipelineOptions>? overrides = null,
        KeyedFamilyOptions? options = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(preset);
        return Pipelines<TKey>(name, builder => builder.AddStandard(preset, overrides), options);
    }

    /// <summary>A pipeline for each key.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="name">The name of the family and of the pipelines.</param>
    /// <param name="build">Adds the strategies, for each key; the builder has the family's clock.</param>
    /// <param name="options">The options of the family; the defaults if null.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static KeyedFamily<TKey, ResiliencePipeline> Pipelines<TKey>(
        string name, Action<ResiliencePipelineBuilder> build, KeyedFamilyOptions? options = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(build);
        TimeProvider clock = ClockOf(options);
        return new(name, Make, static pipeline => RestOf.Pipeline(pipeline.Core), options);

        ResiliencePipeline Make()
        {
            var builder = new ResiliencePipelineBuilder { Name = name, TimeProvider = clock };
            build(builder);
            return builder.Build();
        }
    }

    /// <summary>A pipeline with results of one type for each key.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="name">The name of the family and of the pipelines.</param>
    /// <param name="build">Adds the strategies, for each key; the builder has the family's clock.</param>
    /// <param name="options">The options of the family; the defaults if null.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="build"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static KeyedFamily<TKey, ResiliencePipeline<T>> Pipelines<TKey, T>(
        string name, Action<ResiliencePipelineBuilder<T>> build, KeyedFamilyOptions? options = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(build);
        TimeProvider clock = ClockOf(options);
        return new(name, Make, static pipeline => RestOf.Pipeline(pipeline.Core), options);

        ResiliencePipeline<T> Make()
        {
            var builder = new ResiliencePipelineBuilder<T> { Name = name, TimeProvider = clock };
            build(builder);
            return builder.Build();
        }
    }

    /// <summary>A circuit breaker for each key.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="name">The name of the family.</param>
    /// <param name="breaker">The options of all breakers; the defaults if null.</param>
    /// <param name="options">The options of the family; the defaults if null.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static KeyedFamily<TKey, CircuitBreaker> CircuitBreakers<TKey>(
        string name, CircuitBreakerOptions? breaker = null, KeyedFamilyOptions? options = null)
        where TKey : notnull
    {
        TimeProvider clock = ClockOf(options);
        CircuitBreakerOptions of = breaker ?? new() { Name = name };
        return new(name, () => new CircuitBreaker(of, clock), RestOf.Breaker, options);
    }

    /// <summary>A bulkhead for each key.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="name">The name of the family.</param>
    /// <param name="bulkhead">The options of all bulkheads; the defaults if null.</param>
    /// <param name="options">The options of the family; the defaults if null.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static KeyedFamily<TKey, Bulkhead> Bulkheads<TKey>(
        string name, BulkheadOptions? bulkhead = null, KeyedFamilyOptions? options = null)
        where TKey : notnull
    {
        TimeProvider clock = ClockOf(options);
        BulkheadOptions of = bulkhead ?? new() { Name = name };
        return new(name, () => new Bulkhead(of, clock), RestOf.Bulkhead, options);
    }

    /// <summary>A rate limit for each key.</summary>
    /// <typeparam name="TKey">The type of the keys.</typeparam>
    /// <param name="name">The name of the family.</param>
    /// <param name="limit">The options of all limits: <see cref="TokenBucketOptions"/> or <see cref="SlidingWindowOptions"/>.</param>
    /// <param name="options">The options of the family; the defaults if null.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="limit"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public static KeyedFamily<TKey, RateLimit> RateLimits<TKey>(
        string name, RateLimitOptions limit, KeyedFamilyOptions? options = null)
        where TKey : notnull
    {
        ArgumentNullException.ThrowIfNull(limit);
        TimeProvider clock = ClockOf(options);
        return new(name, () => OwnParts.Make(limit, clock), RestOf.RateLimit, options);
    }

    private static TimeProvider ClockOf(KeyedFamilyOptions? options) => options?.TimeProvider ?? TimeProvider.System;
}
