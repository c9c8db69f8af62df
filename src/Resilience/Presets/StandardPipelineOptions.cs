using Resilience.Presets;

namespace Resilience;

/// <summary>The parts of a standard pipeline for calls with results of any type.</summary>
public sealed partial class StandardPipelineOptions : StandardPipelineOptionsBase
{
    private readonly List<object> _fallbacks = [];
    private readonly List<Action<ResiliencePipelineBuilder>> _adders = [];

    /// <summary>What is done instead for calls without a result. By default there is nothing.</summary>
    public FallbackOptions? Fallback { get; set; }

    /// <summary>The retry. The default is one call and two retries on transient failures; see <see cref="RetryOptionsBase"/>.</summary>
    public RetryOptions? Retry { get; set; } = new();

    /// <summary>The circuit breaker of this pipeline. The default opens at half of 20 calls or more in 10 seconds.</summary>
    public CircuitBreakerOptions? CircuitBreaker { get; set; } = new();

    /// <summary>
    /// Adds a fallback for calls with results of one type; there may be one for each type that the pipeline is used with. They stand
    /// inside <see cref="Fallback"/>, in the order in which they were added.
    /// </summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="fallback">The fallback.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fallback"/> is null.</exception>
    public StandardPipelineOptions AddFallback<T>(FallbackOptions<T> fallback)
    {
        ArgumentNullException.ThrowIfNull(fallback);
        _fallbacks.Add(fallback);
        _adders.Add(builder => builder.AddFallback(fallback));
        return this;
    }

    /// <summary>The same parts for results of one type; of the fallbacks the outermost one for this type.</summary>
    internal StandardPipelineOptions<T> For<T>() => this.To(new StandardPipelineOptions<T>
    {
        Fallback = _fallbacks.OfType<FallbackOptions<T>>().FirstOrDefault(),
        Retry = Retry?.To(new RetryOptions<T>()),
        CircuitBreaker = CircuitBreaker?.To(new CircuitBreakerOptions<T>()),
    });

    internal void AddTo(ResiliencePipelineBuilder builder)
    {
        if (Fallback is not null)
            builder.AddFallback(Fallback);
        foreach (Action<ResiliencePipelineBuilder> add in _adders)
            add(builder);
        StandardParts.AddTimeout(builder, Timeout);
        if (Retry is not null)
            builder.AddRetry(Retry);
        if (!StandardParts.AddShared(builder, SharedCircuitBreaker) && CircuitBreaker is not null)
            builder.AddCircuitBreaker(CircuitBreaker);
        StandardParts.AddInner(builder, this);
    }
}
