using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Telemetry;
using Polly.Timeout;

namespace Resilience.Benchmarks.Peer;

/// <summary>
/// Polly's side with five strategies: timeout → retry → breaker → concurrency limiter → timeout. Each method has its twin, with equal
/// settings, in <c>OursFive</c>.
/// </summary>
internal static class PeerFive
{
    public static PeerPipeline Closed() => With(Settings.Break, PeerPipelines.RetryOptions()).Build();

    public static PeerPipeline ClosedWithTelemetry() => With(Settings.Break, PeerPipelines.RetryOptions()).ConfigureTelemetry(new TelemetryOptions()).Build();

    /// <summary>
    /// Ours does not retry what one of its strategies refused: here the retry is told not to, or it would wait and insist.
    /// </summary>
    public static PeerPipeline Open() =>
        PeerBreakers.Opened(With(Settings.LongBreak, PeerPipelines.RetryOptionsWithoutRejections()).Build());

    public static PeerPipelineOfInt Typed() =>
        new PeerPipelineBuilderOfInt { Name = "gate" }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Settings.WholeTimeout })
            .AddRetry(PeerPipelines.TypedRetryOptions())
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<int>
            {
                FailureRatio = Settings.FailureRatio,
                MinimumThroughput = Settings.MinimumCalls,
                SamplingDuration = Settings.Window,
                BreakDuration = Settings.Break,
                ShouldHandle = static args => args.Outcome switch
                {
                    { Exception: not null and not OperationCanceledException } => PredicateResult.True(),
                    { Exception: null, Result: < 0 } => PredicateResult.True(),
                    _ => PredicateResult.False(),
                },
            })
            .AddConcurrencyLimiter(Settings.FivePermits, 0)
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Settings.AttemptTimeout })
            .Build();

    private static PeerPipelineBuilder With(TimeSpan breakDuration, RetryStrategyOptions retry) =>
        new PeerPipelineBuilder { Name = "gate" }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Settings.WholeTimeout })
            .AddRetry(retry)
            .AddCircuitBreaker(PeerBreakers.Options(breakDuration))
            .AddConcurrencyLimiter(Settings.FivePermits, 0)
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Settings.AttemptTimeout });
}
