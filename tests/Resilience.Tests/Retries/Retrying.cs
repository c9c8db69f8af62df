using Resilience.Telemetry;

namespace Resilience.Retries;

/// <summary>Makes pipelines whose retries wait 100 ms on a clock that does not let them.</summary>
internal static class Retrying
{
    public static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    public static RetryOptions Options(int maxAttempts = 3) => new() { MaxAttempts = maxAttempts, Backoff = Backoff.Constant(Delay) };

    public static RetryOptions<T> Options<T>(Func<T, bool> handleResult, int maxAttempts = 3) =>
        new() { MaxAttempts = maxAttempts, Backoff = Backoff.Constant(Delay), HandleResult = handleResult };

    public static ResiliencePipelineBuilder Builder(TimeProvider clock, params IResilienceListener[] listeners)
    {
        var builder = new ResiliencePipelineBuilder { TimeProvider = clock };
        foreach (IResilienceListener listener in listeners)
            builder.Listeners.Add(listener);
        return builder;
    }

    public static ResiliencePipelineBuilder<T> Builder<T>(TimeProvider clock, params IResilienceListener[] listeners)
    {
        var builder = new ResiliencePipelineBuilder<T> { TimeProvider = clock };
        foreach (IResilienceListener listener in listeners)
            builder.Listeners.Add(listener);
        return builder;
    }

    public static ResiliencePipeline Pipeline(TimeProvider clock, RetryOptions options, params IResilienceListener[] listeners) =>
        Builder(clock, listeners).AddRetry(options).Build();
}
