using Polly;
using Polly.CircuitBreaker;

namespace Resilience.Benchmarks.Peer;

/// <summary>Polly's side with circuit breakers. Each method has its twin, with equal settings, in <c>OursBreakers</c>.</summary>
internal static class PeerBreakers
{
    public static PeerPipeline Closed() => new PeerPipelineBuilder().AddCircuitBreaker(Options(Settings.Break)).Build();

    /// <summary>Opened by failures, for a hand can only isolate, which is another state.</summary>
    public static PeerPipeline Open() =>
        Opened(new PeerPipelineBuilder().AddCircuitBreaker(Options(Settings.LongBreak)).Build());

    /// <summary>Opens the breaker of a pipeline, whatever retries are around it.</summary>
    public static PeerPipeline Opened(PeerPipeline pipeline)
    {
        var calls = new Task[Settings.MinimumCalls];
        for (int i = 0; i < calls.Length; i++)
        {
            PeerContext context = ResilienceContextPool.Shared.Get();
            calls[i] = pipeline.ExecuteOutcomeAsync(
                static (_, _) => new ValueTask<PeerOutcomeOfInt>(PeerOutcome.FromException<int>(Calls.Work.Error)), context, 0).AsTask();
        }

        Task.WaitAll(calls);
        return pipeline;
    }

    public static CircuitBreakerStrategyOptions Options(TimeSpan breakDuration) => new()
    {
        FailureRatio = Settings.FailureRatio,
        MinimumThroughput = Settings.MinimumCalls,
        SamplingDuration = Settings.Window,
        BreakDuration = breakDuration,
    };
}
