using Polly;

namespace Resilience.Benchmarks.Peer;

/// <summary>Polly's side with concurrency limiters. Each method has its twin, with equal settings, in <c>OursBulkheads</c>.</summary>
internal static class PeerBulkheads
{
    public static PeerPipeline Free() =>
        new PeerPipelineBuilder().AddConcurrencyLimiter(Settings.Permits, Settings.QueueLimit).Build();

    /// <summary>A limiter whose permits are all out for the whole run.</summary>
    public static PeerPipeline Full()
    {
        PeerPipeline pipeline = Free();
        for (int i = 0; i < Settings.Permits; i++)
            _ = pipeline.ExecuteAsync(static async _ => await new TaskCompletionSource().Task.ConfigureAwait(false)).AsTask();
        return pipeline;
    }
}
