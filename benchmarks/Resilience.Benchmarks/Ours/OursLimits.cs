namespace Resilience.Benchmarks.Ours;

/// <summary>Our side with rate limits. Each method has its twin, with equal settings, in <c>PeerLimits</c>.</summary>
internal static class OursLimits
{
    public static ResiliencePipeline TokenBucket() => new ResiliencePipelineBuilder()
        .AddTokenBucket(new TokenBucketOptions { Permits = Settings.RatePermits, Period = Settings.PermitPeriod, Burst = Settings.RatePermits })
        .Build();

    public static ResiliencePipeline SlidingWindow() => new ResiliencePipelineBuilder()
        .AddSlidingWindow(
            new SlidingWindowOptions { Permits = Settings.RatePermits, Window = Settings.PermitPeriod, Segments = Settings.Segments })
        .Build();

    /// <summary>A bucket that refuses every call of the run.</summary>
    public static ResiliencePipeline EmptyTokenBucket()
    {
        var bucket = new TokenBucket(new() { Permits = 1, Period = Settings.LongBreak });
        bucket.Drain();
        return new ResiliencePipelineBuilder().AddTokenBucket(bucket).Build();
    }
}
