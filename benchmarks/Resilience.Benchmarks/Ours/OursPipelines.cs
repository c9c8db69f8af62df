namespace Resilience.Benchmarks.Ours;

/// <summary>Our side. Each method has its twin, with equal settings, in <c>PeerPipelines</c>.</summary>
internal static class OursPipelines
{
    public static ResiliencePipeline Empty() => new ResiliencePipelineBuilder().Build();

    public static ResiliencePipeline Retry() => new ResiliencePipelineBuilder().AddRetry(RetryOptions(Delays())).Build();

    public static ResiliencePipeline RetryWithoutDelay() =>
        new ResiliencePipelineBuilder().AddRetry(RetryOptions(Backoff.None)).Build();

    public static ResiliencePipeline Timeout(TimeSpan timeout) => new ResiliencePipelineBuilder().AddTimeout(timeout).Build();

    public static ResiliencePipeline<int> Fallback() =>
        new ResiliencePipelineBuilder<int>()
            .AddFallback(new FallbackOptions<int> { Action = static (_, _) => new ValueTask<int>(-1) })
            .Build();

    public static ResiliencePipeline TimeoutRetryTimeout() =>
        new ResiliencePipelineBuilder { Name = "gate" }
            .AddTimeout(Settings.WholeTimeout)
            .AddRetry(RetryOptions(Delays()))
            .AddTimeout(Settings.AttemptTimeout)
            .Build();

    /// <summary>Nothing to switch on: the listener that the row starts is enough.</summary>
    public static ResiliencePipeline TimeoutRetryTimeoutWithTelemetry() => TimeoutRetryTimeout();

    public static ResiliencePipeline<int> TypedTimeoutRetryTimeout() =>
        new ResiliencePipelineBuilder<int> { Name = "gate" }
            .AddTimeout(Settings.WholeTimeout)
            .AddRetry(TypedRetryOptions())
            .AddTimeout(Settings.AttemptTimeout)
            .Build();

    public static Backoff Delays() =>
        Backoff.Exponential(Settings.BaseDelay, 2, Jitter.None).WithCeiling(Settings.Ceiling);

    // What Polly handles by default is every exception but a cancellation; `Failures` is that set here.
    public static RetryOptions RetryOptions(Backoff backoff) => new()
    {
        MaxAttempts = Settings.Attempts,
        Backoff = backoff,
        Handle = FailureFilter.Failures,
    };

    public static RetryOptions<int> TypedRetryOptions() => new()
    {
        MaxAttempts = Settings.Attempts,
        Backoff = Delays(),
        Handle = FailureFilter.Exception<IOException>(),
        HandleResult = static result => result < 0,
    };
}
