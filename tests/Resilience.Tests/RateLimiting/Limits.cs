namespace Resilience.RateLimiting;

/// <summary>Limits of either kind.</summary>
internal static class Limits
{
    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>A limit of so many permits a second; a window has ten segments.</summary>
    public static RateLimit Create(
        LimitKind kind, int permits, TimeProvider clock, TimeSpan maxWait = default, Action<RateLimitOptions>? configure = null)
    {
        RateLimitOptions options = kind == LimitKind.TokenBucket ? new TokenBucketOptions() : new SlidingWindowOptions { Segments = 10 };
        options.Name = "limit";
        options.Permits = permits;
        options.MaxWait = maxWait;
        configure?.Invoke(options);
        return options is TokenBucketOptions bucket ? new TokenBucket(bucket, clock) : new SlidingWindow((SlidingWindowOptions)options, clock);
    }

    public static TBuilder Add<TBuilder>(this TBuilder builder, RateLimit limit)
        where TBuilder : ResiliencePipelineBuilderBase =>
        limit is TokenBucket bucket ? builder.AddTokenBucket(bucket) : builder.AddSlidingWindow((SlidingWindow)limit);

    public static void Change(this RateLimit limit, int permits, TimeSpan period)
    {
        if (limit is TokenBucket bucket)
            bucket.Change(permits, period);
        else
            ((SlidingWindow)limit).Change(permits, period);
    }

    /// <summary>Takes all permits.</summary>
    public static void Empty(this RateLimit limit)
    {
        limit.TryAcquire(limit.Snapshot().Available).Should().BeTrue();
        limit.Snapshot().Available.Should().Be(0);
    }

    /// <summary>After how long there is a permit again.</summary>
    public static TimeSpan UntilNext(this RateLimit limit)
    {
        limit.TryAcquire(1, out TimeSpan retryAfter).Should().BeFalse();
        retryAfter.Should().BePositive();
        return retryAfter;
    }
}
