using Resilience.Hedging;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>Adds hedging to pipelines.</summary>
public static class HedgingExtensions
{
    /// <summary>
    /// Runs everything added after it again while it has not answered, as the options say, and takes the first answer that is good enough.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options, read when the pipeline is built; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ResiliencePipelineBuilder AddHedging(this ResiliencePipelineBuilder builder, HedgingOptions? options = null)
    {
        options ??= new HedgingOptions();
        return Add(
            builder, options, static () => null,
            () => new HedgingStrategy<Unit>(options, options.ActionGenerator is { } actions ? Typed(actions) : null));

        static Func<HedgingActionArguments<Unit>, Func<CancellationToken, ValueTask<Unit>>?> Typed(
            Func<HedgingActionArguments<Unit>, Func<CancellationToken, ValueTask>?> actions) =>
            arguments => actions(arguments) is { } action
                ? async token =>
                {
                    await action(token).ConfigureAwait(false);
                    return default;
                }
            : null;
    }

    /// <summary>
    /// Runs everything added after it again while it has not answered, or not well, as the options say, and takes the first answer that is
    /// good enough.
    /// </summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options, read when the pipeline is built; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ResiliencePipelineBuilder<T> AddHedging<T>(this ResiliencePipelineBuilder<T> builder, HedgingOptions<T>? options = null)
    {
        options ??= new HedgingOptions<T>();
        return Add(builder, options, () => options.HandleResult, () => new HedgingStrategy<T>(options, options.ActionGenerator));
    }

    private static TBuilder Add<TBuilder>(
        TBuilder builder, HedgingOptionsBase options, Func<object?> predicate, Func<ResilienceStrategy> create)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(new PipelinePart
        {
            Kind = "hedging",
            Create = () => builder.ShadowMode ? new ShadowHedgingStrategy(options) : create(),
            ResultPredicate = predicate,
            Validate = errors => Validate(options, errors),
        });
        return builder;
    }

    private static void Validate(HedgingOptionsBase options, OptionErrors errors)
    {
        errors.NotEmpty(nameof(options.Name), options.Name);
        errors.Between(nameof(options.MaxAttempts), options.MaxAttempts, 1, 100);
        errors.Required(nameof(options.Delay), options.Delay);
        errors.Required(nameof(options.Handle), options.Handle);
    }
}
