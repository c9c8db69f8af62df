using System.Threading.RateLimiting;
using Resilience.SystemRateLimiting;

namespace Resilience;

/// <summary>Adds limiters of <c>System.Threading.RateLimiting</c> to pipelines.</summary>
public static class SystemRateLimiterExtensions
{
    /// <summary>
    /// Takes a lease of a limiter for each attempt of everything added after it, and gives it back when the attempt ends. The limiter may
    /// be shared with others, and remains its owner's: the pipeline never disposes of it.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="limiter">The limiter.</param>
    /// <param name="options">The options, read when the pipeline is built; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="limiter"/> is null.</exception>
    public static TBuilder AddRateLimiter<TBuilder>(
        this TBuilder builder, RateLimiter limiter, SystemRateLimiterOptions? options = null)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(limiter);
        return Add(builder, new WholeLimiter(limiter), options);
    }

    /// <summary>
    /// The same for a limiter that keeps its counts apart by what it finds in the context of a call, such as the tenant.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="limiter">The limiter.</param>
    /// <param name="options">The options, read when the pipeline is built; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="limiter"/> is null.</exception>
    public static TBuilder AddRateLimiter<TBuilder>(
        this TBuilder builder, PartitionedRateLimiter<ResilienceContext> limiter, SystemRateLimiterOptions? options = null)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(limiter);
        return Add(builder, new PartitionedLimiter(limiter), options);
    }

    private static TBuilder Add<TBuilder>(TBuilder builder, LeaseSource source, SystemRateLimiterOptions? options)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        options ??= new SystemRateLimiterOptions();
        return builder.AddStrategy(() => string.IsNullOrWhiteSpace(options.Name)
            ? throw new InvalidPipelineException(
                [$"pipeline '{builder.Name}', rate limiter: {nameof(options.Name)} is {options.Name ?? "null"}, but must not be empty."])
            : new SystemRateLimiterStrategy(source, options, builder.ShadowMode));
    }
}
