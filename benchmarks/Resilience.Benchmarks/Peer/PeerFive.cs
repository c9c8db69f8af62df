using Polly;
using Polly.CircuitBreaker;
using Polly.Telemetry;
using Polly.Timeout;

namespace Resilience.Benchmarks.Peer;

/// <summary>
/// Polly's side with five strategies: timeout → retry → breaker → concurrency limiter → timeout. Each method has its twin, with equal
/// settings, in <c>OursFive</c>.
/// </summary>
internal static class PeerFive
{
    public static PeerPipeline Closed() => With(Settings.Break).Build();

    public static PeerPipeline ClosedWithTelemetry() => With(Settings.Break).ConfigureTelemetry(new TelemetryOptions()).Build();

    public static PeerPipeline Open() => PeerBreakers.Opened(With(Settings.LongBreak).Build());

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

    private static PeerPipelineBuilder With(TimeSpan breakDuration) =>
        new PeerPipelineBuilder { Name = "gate" }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Settings.WholeTimeout })
            .AddRetry(PeerPipelines.RetryOptions())
            .AddCircuitBreaker(PeerBreakers.Options(breakDuration))
            .AddConcurrencyLimiter(Settings.FivePermits, 0)
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Settings.AttemptTimeout });
}
