namespace Resilience.Benchmarks.Ours;

/// <summary>Our side with bulkheads. Each method has its twin, with equal settings, in <c>PeerBulkheads</c>.</summary>
internal static class OursBulkheads
{
    public static ResiliencePipeline Free() =>
        new ResiliencePipelineBuilder().AddBulkhead(Settings.Permits, Settings.QueueLimit).Build();

    /// <summary>A bulkhead whose permits are all out for the whole run.</summary>
    public static ResiliencePipeline Full()
    {
        ResiliencePipeline pipeline = Free();
        for (int i = 0; i < Settings.Permits; i++)
            _ = pipeline.ExecuteAsync(static async _ => await new TaskCompletionSource().Task.ConfigureAwait(false)).AsTask();
        return pipeline;
    }
}
