using System.Diagnostics.CodeAnalysis;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>Adds users' own parts to pipelines.</summary>
public static class MiddlewareExtensions
{
    /// <summary>Wraps everything added after it in a middleware.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="middleware">The middleware; one instance serves all executions.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TBuilder Use<TBuilder>(this TBuilder builder, IResilienceMiddleware middleware)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(middleware);
        builder.Add(new PipelinePart { Kind = "middleware", Middleware = middleware });
        return builder;
    }

    /// <summary>Wraps everything added after it in a delegate that runs it, once, several times, or not at all.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="middleware">The delegate. An exception thrown here becomes a failure.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ResiliencePipelineBuilder<T> Use<T>(
        this ResiliencePipelineBuilder<T> builder, Func<ResilienceNext<T>, CancellationToken, ValueTask<Outcome<T>>> middleware)
    {
        ArgumentNullException.ThrowIfNull(middleware);
        return builder.Use(new DelegateMiddleware<T>(middleware));
    }

    /// <summary>Adds a strategy written outside of this library.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="create">Makes the strategy, once for each pipeline that is built: a strategy instance belongs to one pipeline.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    [Experimental(ExperimentalIds.StrategyContract)]
    public static TBuilder AddStrategy<TBuilder>(this TBuilder builder, Func<ResilienceStrategy> create)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Add(new PipelinePart
        {
            Kind = "strategy",
            Create = () => create() ?? throw new InvalidPipelineException(["strategy: the delegate that makes it returned none."]),
        });
        return builder;
    }
}
