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
    /// <param name="permits">How many permits there are in each period: from 1 to 1,000,000,000.</param>
    /// <param name="period">The time in which they come, evenly: from 1 µs to 49 days.</param>
    /// <param name="burst">How many gather while nobody calls: from 1 to 1,000,000,000; by default as many as there are in a period.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddTokenBucket<TBuilder>(this TBuilder builder, int permits, TimeSpan period, int? burst = null)
        where TBuilder : ResiliencePipelineBuilderBase =>
        builder.AddTokenBucket(new TokenBucketOptions { Permits = permits, Period = period, Burst = burst });

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
        return Add(builder, "token bucket", () => bucket);
    }

    /// <summary>Limits how often everything added after it runs. Each pipeline that is built has a window of its own.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddSlidingWindow<TBuilder>(this TBuilder builder)
        where TBuilder : ResiliencePipelineBuilderBase =>
        builder.AddSlidingWindow(new SlidingWindowOptions());

    /// <summary>Limits how often everything added after it runs. Each pipeline that is built has a window of its own.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="permits">How many permits there are in any window: from 1 to 1,000,000,000.</param>
    /// <param name="window">The length of the window: from 10 ms to 49 days.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddSlidingWindow<TBuilder>(this TBuilder builder, int permits, TimeSpan window)
        where TBuilder : ResiliencePipelineBuilderBase =>
        builder.AddSlidingWindow(new SlidingWindowOptions { Permits = permits, Window = window });

    /// <summary>Limits how often everything added after it runs. Each pipeline that is built has a window of its own.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options, read when the pipeline is built.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    [OverloadResolutionPriority(1)]
    public static TBuilder AddSlidingWindow<TBuilder>(this TBuilder builder, SlidingWindowOptions options)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        return Add(
            builder, "sliding window", () => new SlidingWindow(options, builder.TimeProvider),
            errors => RateLimitOptionsCheck.Validate(options, errors));
    }

    /// <summary>
    /// Puts a window before everything added after it; pipelines with results of any type may share it. It keeps its clock.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="window">The window.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TBuilder AddSlidingWindow<TBuilder>(this TBuilder builder, SlidingWindow window)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(window);
        return Add(builder, "sliding window", () => window);
    }

    private static TBuilder Add<TBuilder>(
        TBuilder builder, string kind, Func<RateLimit> limit, Action<OptionErrors>? validate = null)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(new PipelinePart
        {
            Kind = kind,
            Create = () => new RateLimitStrategy(limit(), builder.ShadowMode),
            Validate = validate,
        });
        return builder;
    }
}
