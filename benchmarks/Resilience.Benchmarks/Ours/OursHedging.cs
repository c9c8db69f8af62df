namespace Resilience.Benchmarks.Ours;

/// <summary>Our side with hedging. Each method has its twin, with equal settings, in <c>PeerHedging</c>.</summary>
internal static class OursHedging
{
    public static ResiliencePipeline<int> Hedging() => new ResiliencePipelineBuilder<int>()
        .AddHedging(new HedgingOptions<int>
        {
            MaxAttempts = Settings.Attempts,
            Delay = Settings.HedgingDelay,
            Handle = FailureFilter.Failures,
        })
        .Build();
}
