using Resilience.Presets;

namespace Resilience;

/// <summary>The parts of a standard pipeline for calls with results of one type, which are judged as exceptions are.</summary>
/// <typeparam name="T">The type of the results.</typeparam>
public sealed class StandardPipelineOptions<T> : StandardPipelineOptionsBase
{
    /// <inheritdoc cref="ResiliencePipelineBuilder{T}.ClassifyResult"/>
    public Func<T, Failure?>? ClassifyResult { get; set; }

    /// <summary>The second-best answer. By default there is none.</summary>
    public FallbackOptions<T>? Fallback { get; set; }

    /// <summary>The retry. The default is one call and two retries on transient failures; see <see cref="RetryOptionsBase"/>.</summary>
    public RetryOptions<T>? Retry { get; set; } = new();

    /// <summary>The circuit breaker of this pipeline. The default opens at half of 20 calls or more in 10 seconds.</summary>
    public CircuitBreakerOptions<T>? CircuitBreaker { get; set; } = new();

    internal void AddTo(ResiliencePipelineBuilder<T> builder)
    {
        if (ClassifyResult is not null)
            builder.ClassifyResult = ClassifyResult;
        if (Fallback is not null)
            builder.AddFallback(Fallback);
        StandardParts.AddTimeout(builder, Timeout);
        if (Retry is not null)
            builder.AddRetry(Retry);
        if (SharedCircuitBreaker is not null && CircuitBreaker?.HandleResult is { } handleResult)
            builder.AddCircuitBreaker(SharedCircuitBreaker, handleResult);
        else if (!StandardParts.AddShared(builder, SharedCircuitBreaker) && CircuitBreaker is not null)
            builder.AddCircuitBreaker(CircuitBreaker);
        StandardParts.AddInner(builder, this);
    }
}
