namespace Resilience;

public static partial class CircuitBreakerExtensions
{
    /// <summary>
    /// Adds a breaker that opens after failures in a row, and a timeout for each request inside of it, so that a request that takes too
    /// long is a failure: the four numbers by which many older libraries are set.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="failures">How many failures in a row open the circuit: from 1 to 1,000,000.</param>
    /// <param name="recoveryTimeout">How long it stays open, the same every time: from 1 ms to 49 days.</param>
    /// <param name="successThreshold">How many probes must succeed to close it: from 1.</param>
    /// <param name="requestTimeout">How long a request may take: from 1 ms to 49 days.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddCircuitBreaker<TBuilder>(
        this TBuilder builder, int failures, TimeSpan recoveryTimeout, int successThreshold, TimeSpan requestTimeout)
        where TBuilder : ResiliencePipelineBuilderBase =>
        builder.AddCircuitBreaker(failures, recoveryTimeout, successThreshold).AddTimeout(requestTimeout);
}
