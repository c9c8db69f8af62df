namespace Resilience.Presets;

/// <summary>Adds the parts that know no result type.</summary>
internal static class StandardParts
{
    public static void AddTimeout(ResiliencePipelineBuilderBase builder, TimeoutOptions? timeout)
    {
        if (timeout is not null)
            builder.AddTimeout(timeout);
    }

    /// <summary>Adds a shared breaker, if there is one.</summary>
    public static bool AddShared(ResiliencePipelineBuilderBase builder, CircuitBreaker? breaker)
    {
        if (breaker is not null)
            builder.AddCircuitBreaker(breaker);
        return breaker is not null;
    }

    /// <summary>Adds what stands inside the breaker.</summary>
    public static void AddInner(ResiliencePipelineBuilderBase builder, StandardPipelineOptionsBase options)
    {
        AddRateLimit(builder, options);
        if (options.SharedBulkhead is not null)
            builder.AddBulkhead(options.SharedBulkhead);
        else if (options.Bulkhead is not null)
            builder.AddBulkhead(options.Bulkhead);
        AddTimeout(builder, options.AttemptTimeout);
    }

    private static void AddRateLimit(ResiliencePipelineBuilderBase builder, StandardPipelineOptionsBase options)
    {
        switch ((object?)options.SharedRateLimit ?? options.RateLimit)
        {
            case TokenBucket bucket:
                builder.AddTokenBucket(bucket);
                break;
            case SlidingWindow window:
                builder.AddSlidingWindow(window);
                break;
            case TokenBucketOptions bucket:
                builder.AddTokenBucket(bucket);
                break;
            case SlidingWindowOptions window:
                builder.AddSlidingWindow(window);
                break;
        }
    }
}
