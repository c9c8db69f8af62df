using System.Runtime.CompilerServices;
using Resilience.Pipelines;
using Resilience.RateLimiting;

namespace Resilience;

/// <summary>Adds rate limits to pipelines.</summary>
public static class RateLimitExtensions
{
    /// <summary>Limits how often everything added after it runs. Each pipeline that is built has a bucket of its own.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddTokenBucket<TBuilder>(this TBuilder builder)
        where TBuilder : ResiliencePipelineBuilderBase =>
        builder.AddTokenBucket(new TokenBucketOptions());

    /// <summary>Limits how often everything added after it runs. Each pipeline that is built has a bucket of its own.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options, read when the pipeline is built.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    [OverloadResolutionPriority(1)]
    public static TBuilder AddTokenBucket<TBuilder>(this TBuilder builder, TokenBucketOptions options)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        return Add(
            builder, "token bucket", () => new TokenBucket(options, builder.TimeProvider),
            errors => RateLimitOptionsCheck.Validate(options, errors));
    }

    /// <summary>
    /// Puts a bucket before everything added after it; pipelines with results of any type may share it. It keeps its clock.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="bucket">The bucket.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TBuilder AddTokenBucket<TBuilder>(this TBuilder builder, TokenBucket bucket)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(bucket);
        return Add(builder, "token bucket", () => bucket, null);
    }

    private static TBuilder Add<TBuilder>(TBuilder builder, string kind, Func<Throttle> limit, Action<OptionErrors>? validate)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        builder.Add(new PipelinePart
        {
            Kind = kind,
            Create = () => new RateLimitStrategy(limit(), builder.ShadowMode),
            Validate = validate,
        });
        return builder;
    }
}
