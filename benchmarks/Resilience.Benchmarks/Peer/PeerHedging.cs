using Polly;
using Polly.Hedging;

namespace Resilience.Benchmarks.Peer;

/// <summary>Polly's side with hedging. Each method has its twin, with equal settings, in <c>OursHedging</c>.</summary>
internal static class PeerHedging
{
    public static PeerPipelineOfInt Hedging() => new PeerPipelineBuilderOfInt()
        .AddHedging(new HedgingStrategyOptions<int>
        {
            MaxHedgedAttempts = Settings.Attempts - 1, // Polly counts the hedges, not the attempts
            Delay = Settings.HedgingDelay,
        })
        .Build();
}
