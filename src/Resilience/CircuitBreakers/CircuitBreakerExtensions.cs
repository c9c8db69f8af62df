using System.Runtime.CompilerServices;
using Resilience.CircuitBreakers;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>Adds circuit breakers to pipelines.</summary>
public static partial class CircuitBreakerExtensions
{
    /// <summary>Stops calling everything added after it while that fails. Each pipeline that is built has a breaker of its own.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options, read when the pipeline is built; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public static ResiliencePipelineBuilder AddCircuitBreaker(
        this ResiliencePipelineBuilder builder, CircuitBreakerOptions? options = null) =>
        Add(builder, options ?? new CircuitBreakerOptions(), static () => null);

    /// <summary>Stops calling everything added after it while that fails. Each pipeline that is built has a breaker of its own.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options, read when the pipeline is built; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public static ResiliencePipelineBuilder<T> AddCircuitBreaker<T>(
        this ResiliencePipelineBuilder<T> builder, CircuitBreakerOptions<T>? options = null)
    {
        options ??= new CircuitBreakerOptions<T>();
        return Add(builder, options, () => options.HandleResult);
    }

    /// <summary>
    /// Puts a breaker before everything added after it; pipelines with results of any type may share it. It keeps its clock.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="breaker">The breaker.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TBuilder AddCircuitBreaker<TBuilder>(this TBuilder builder, CircuitBreaker breaker)
        where TBuilder : ResiliencePipelineBuilderBase =>
        AddShared(builder, breaker, static () => null);

    /// <summary>
    /// Puts a breaker before everything added after it; pipelines with results of any type may share it. It keeps its clock.
    /// </summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="breaker">The breaker.</param>
    /// <param name="handleResult">
    /// Whether a result of this pipeline counts as a failure of the dependency. An exception thrown here becomes the outcome, as an error
    /// of the caller's: it counts as nothing.
    /// </param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ResiliencePipelineBuilder<T> AddCircuitBreaker<T>(
        this ResiliencePipelineBuilder<T> builder, CircuitBreaker breaker, Func<T, bool> handleResult)
    {
        ArgumentNullException.ThrowIfNull(handleResult);
        return AddShared(builder, breaker, () => handleResult);
    }

    /// <summary>
    /// Adds a breaker that opens after failures in a row: see <see cref="CircuitBreakerOptions.Consecutive"/>. Another overload limits the
    /// time of requests, too.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="failures">How many failures in a row open the circuit: from 1 to 1,000,000.</param>
    /// <param name="recoveryTimeout">How long it stays open, the same every time: from 1 ms to 49 days.</param>
    /// <param name="successThreshold">How many probes must succeed to close it: from 1. The default is 1.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddCircuitBreaker<TBuilder>(
        this TBuilder builder, int failures, TimeSpan recoveryTimeout, int successThreshold = 1)
        where TBuilder : ResiliencePipelineBuilderBase =>
        Add(builder, CircuitBreakerOptions.Consecutive(failures, recoveryTimeout, successThreshold), static () => null);

    private static TBuilder Add<TBuilder>(TBuilder builder, CircuitBreakerOptionsBase options, Func<object?> predicate)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(new PipelinePart
        {
            Kind = "circuit breaker",
            Create = () => new CircuitBreakerStrategy(new CircuitBreaker(builder.TimeProvider, options), builder.ShadowMode),
            ResultPredicate = predicate,
            Validate = errors => CircuitOptionsCheck.Validate(options, errors),
        });
        return builder;
    }

    private static TBuilder AddShared<TBuilder>(TBuilder builder, CircuitBreaker breaker, Func<object?> predicate)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(breaker);
        builder.Add(new PipelinePart
        {
            Kind = "circuit breaker",
            Create = () => new CircuitBreakerStrategy(breaker, builder.ShadowMode),
            ResultPredicate = predicate,
        });
        return builder;
    }
}
