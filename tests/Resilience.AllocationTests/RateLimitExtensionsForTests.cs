namespace Resilience.AllocationTests;

internal static class RateLimitExtensionsForTests
{
    public static ResiliencePipelineBuilder Add(this ResiliencePipelineBuilder builder, RateLimit limit) =>
        limit is TokenBucket bucket ? builder.AddTokenBucket(bucket) : builder.AddSlidingWindow((SlidingWindow)limit);
}
