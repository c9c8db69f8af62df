using Resilience;

namespace Microsoft.Extensions.DependencyInjection;

// Components that several operations share.
public static partial class ResilienceBuilderExtensions
{
    /// <summary>Adds a circuit breaker that operations share; asked for by its name as key, or in the registry.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name: the key, and the breaker's own unless its options say another.</param>
    /// <param name="configure">Sets the options. By default they are as they come.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder AddCircuitBreaker(
        this IResilienceBuilder builder, string name, Action<CircuitBreakerOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.Configure(parts => parts.CircuitBreakers.Add(
            name, _ => With(new CircuitBreakerOptions { Name = name }, configure), "a circuit breaker"));
    }

    /// <summary>Adds a bulkhead that operations share; asked for by its name as key, or in the registry.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name: the key, and the bulkhead's own unless its options say another.</param>
    /// <param name="configure">Sets the options. By default they are as they come.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder AddBulkhead(this IResilienceBuilder builder, string name, Action<BulkheadOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.Configure(parts => parts.Bulkheads.Add(
            name, _ => With(new BulkheadOptions { Name = name }, configure), "a bulkhead"));
    }

    /// <summary>Adds a rate limit that operations share; asked for by its name as key, or in the registry.</summary>
    /// <typeparam name="TOptions"><see cref="TokenBucketOptions"/> or <see cref="SlidingWindowOptions"/>.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name: the key, and the limit's own unless its options say another.</param>
    /// <param name="configure">Sets the options. By default they are as they come.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static IResilienceBuilder AddRateLimit<TOptions>(
        this IResilienceBuilder builder, string name, Action<TOptions>? configure = null)
        where TOptions : RateLimitOptions, new()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return builder.Configure(parts => parts.RateLimits.Add(
            name, _ => With(new TOptions { Name = name }, configure), typeof(TOptions).Name));
    }

    /// <summary>Changes the options of a circuit breaker that was added.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The name under which it was added.</param>
    /// <param name="configure">Changes the options, after all that was said before.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="configure"/> is null.</exception>
    public static IResilienceBuilder ConfigureCircuitBreaker(
        this IResilienceBuilder builder, string name, Action<CircuitBreakerOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Configure(parts => parts.CircuitBreakers.Configure(name, (_, options) => With(options, configure)));
    }

    /// <summary>Changes the options of a bulkhead that was added.</summary>
    /// <inheritdoc cref="ConfigureCircuitBreaker"/>
    public static IResilienceBuilder ConfigureBulkhead(this IResilienceBuilder builder, string name, Action<BulkheadOptions> configure)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Configure(parts => parts.Bulkheads.Configure(name, (_, options) => With(options, configure)));
    }

    /// <summary>Changes the options of a rate limit that was added. That it is one of another kind is reported at start.</summary>
    /// <typeparam name="TOptions">
    /// <see cref="TokenBucketOptions"/>, <see cref="SlidingWindowOptions"/>, or <see cref="RateLimitOptions"/> for what they share.
    /// </typeparam>
    /// <inheritdoc cref="ConfigureCircuitBreaker"/>
    public static IResilienceBuilder ConfigureRateLimit<TOptions>(
        this IResilienceBuilder builder, string name, Action<TOptions> configure)
        where TOptions : RateLimitOptions
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(configure);
        return builder.Configure(parts => parts.RateLimits.Configure(name, (_, options) => With(
            options as TOptions ?? throw new InvalidOperationException(
                $"rate limit '{name}' has {options.GetType().Name}, but is configured by {typeof(TOptions).Name}."),
            configure)));
    }

    private static TOptions With<TOptions>(TOptions options, Action<TOptions>? configure)
    {
        configure?.Invoke(options);
        return options;
    }
}
