using Resilience.Fallbacks;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>Adds fallbacks to pipelines. Several form a chain: the outer one sees what the inner one could not replace.</summary>
public static class FallbackExtensions
{
    /// <summary>Does something else when a call without result fails.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options; read when the pipeline is built.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ResiliencePipelineBuilder AddFallback(this ResiliencePipelineBuilder builder, FallbackOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Add(
            builder, options, () => options.Action, static () => null,
            () => new FallbackStrategy<Unit>(options, Typed(options.Action!), options.OnFallback, builder.ShadowMode));

        static Func<FallbackArguments<Unit>, CancellationToken, ValueTask<Unit>> Typed(
            Func<FallbackArguments<Unit>, CancellationToken, ValueTask> action) =>
            async (arguments, cancellationToken) =>
            {
                await action(arguments, cancellationToken).ConfigureAwait(false);
                return default;
            };
    }

    /// <summary>
    /// Returns something else when a call whose result is a <typeparamref name="T"/> fails; calls with other results pass.
    /// </summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options; read when the pipeline is built. An untyped pipeline does not judge results.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ResiliencePipelineBuilder AddFallback<T>(this ResiliencePipelineBuilder builder, FallbackOptions<T> options) =>
        AddTyped(builder, options, judgesResults: false);

    /// <summary>Returns something else when a call fails, or returns a result that the options say is a failure.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options; read when the pipeline is built.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ResiliencePipelineBuilder<T> AddFallback<T>(this ResiliencePipelineBuilder<T> builder, FallbackOptions<T> options) =>
        AddTyped(builder, options, judgesResults: true);

    /// <summary>Returns a fixed value when a call fails.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="value">The value.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ResiliencePipelineBuilder<T> AddFallback<T>(this ResiliencePipelineBuilder<T> builder, T value) =>
        AddTyped(builder, new FallbackOptions<T> { Action = (_, _) => new(value) }, judgesResults: true);

    private static TBuilder AddTyped<TBuilder, T>(TBuilder builder, FallbackOptions<T> options, bool judgesResults)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(options);
        return Add(
            builder, options, () => options.Action, () => options.HandleResult,
            () => new FallbackStrategy<T>(options, options.Action!, options.OnFallback, builder.ShadowMode), judgesResults);
    }

    private static TBuilder Add<TBuilder>(
        TBuilder builder, FallbackOptionsBase options, Func<object?> action, Func<object?> predicate, Func<ResilienceStrategy> create,
        bool judgesResults = false)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(new PipelinePart
        {
            Kind = "fallback",
            Create = create,
            ResultPredicate = predicate,
            Validate = errors =>
            {
                errors.NotEmpty(nameof(options.Name), options.Name);
                errors.Required(nameof(options.Handle), options.Handle);
                errors.Required("Action", action());
                if (!judgesResults)
                    errors.NotSupported("HandleResult", predicate(), "an untyped pipeline, which judges no results");
            },
        });
        return builder;
    }
}
