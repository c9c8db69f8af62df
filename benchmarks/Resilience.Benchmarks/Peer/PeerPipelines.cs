using Polly;
using Polly.Fallback;
using Polly.Retry;
using Polly.Telemetry;
using Polly.Timeout;

namespace Resilience.Benchmarks.Peer;

/// <summary>
/// Polly's side. Each method has its twin, with equal settings, in <c>OursPipelines</c>. No jitter on either side, for the two
/// libraries spread differently; no telemetry except where it is the row's subject.
/// </summary>
internal static class PeerPipelines
{
    /// <summary>An empty builder's own <c>Build()</c> gives this one.</summary>
    public static PeerPipeline Empty() => new PeerPipelineBuilder().Build();

    public static PeerPipeline Retry() => new PeerPipelineBuilder().AddRetry(RetryOptions()).Build();

    public static PeerPipeline RetryWithoutDelay()
    {
        RetryStrategyOptions options = RetryOptions();
        options.BackoffType = DelayBackoffType.Constant;
        options.Delay = TimeSpan.Zero;
        return new PeerPipelineBuilder().AddRetry(options).Build();
    }

    public static PeerPipeline Timeout(TimeSpan timeout) =>
        new PeerPipelineBuilder().AddTimeout(new TimeoutStrategyOptions { Timeout = timeout }).Build();

    public static PeerPipelineOfInt Fallback() =>
        new PeerPipelineBuilderOfInt()
            .AddFallback(new FallbackStrategyOptions<int> { FallbackAction = static _ => PeerOutcome.FromResultAsValueTask(-1) })
            .Build();

    public static PeerPipeline TimeoutRetryTimeout() => Nested(new PeerPipelineBuilder { Name = "gate" }).Build();

    public static PeerPipeline TimeoutRetryTimeoutWithTelemetry() =>
        Nested(new PeerPipelineBuilder { Name = "gate" }).ConfigureTelemetry(new TelemetryOptions()).Build();

    public static PeerPipelineOfInt TypedTimeoutRetryTimeout() =>
        new PeerPipelineBuilderOfInt { Name = "gate" }
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Settings.WholeTimeout })
            .AddRetry(TypedRetryOptions())
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Settings.AttemptTimeout })
            .Build();

    private static PeerPipelineBuilder Nested(PeerPipelineBuilder builder) =>
        builder
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Settings.WholeTimeout })
            .AddRetry(RetryOptions())
            .AddTimeout(new TimeoutStrategyOptions { Timeout = Settings.AttemptTimeout });

    public static RetryStrategyOptions RetryOptions() => new()
    {
        MaxRetryAttempts = Settings.Attempts - 1, // Polly counts the retries, not the attempts
        BackoffType = DelayBackoffType.Exponential,
        Delay = Settings.BaseDelay,
        MaxDelay = Settings.Ceiling,
        UseJitter = false,
    };

    public static RetryStrategyOptions RetryOptionsWithoutRejections()
    {
        RetryStrategyOptions options = RetryOptions();
        options.ShouldHandle = static args =>
            args.Outcome.Exception is not null and not ExecutionRejectedException and not OperationCanceledException
            ? PredicateResult.True()
            : PredicateResult.False();
        return options;
    }

    public static RetryStrategyOptions<int> TypedRetryOptions() => new()
    {
        MaxRetryAttempts = Settings.Attempts - 1,
        BackoffType = DelayBackoffType.Exponential,
        Delay = Settings.BaseDelay,
        MaxDelay = Settings.Ceiling,
        UseJitter = false,

        // A switch, as Polly's documentation advises for speed: its PredicateBuilder costs more.
        ShouldHandle = static args => args.Outcome switch
        {
            { Exception: IOException } => PredicateResult.True(),
            { Exception: null, Result: < 0 } => PredicateResult.True(),
            _ => PredicateResult.False(),
        },
    };
}
