using Resilience.Chaos;
using Resilience.Pipelines;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Adds faults, delays and other trouble to pipelines, to try out what protects them. Add it last, so that every strategy meets it.
/// </summary>
public static class ChaosExtensions
{
    /// <summary>Has a share of attempts fail instead of running.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options; read when the pipeline is built.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TBuilder AddChaosFault<TBuilder>(this TBuilder builder, ChaosFaultOptions options)
        where TBuilder : ResiliencePipelineBuilderBase =>
        Add(
            builder, options, static (options, isShadow) => new ChaosFaultStrategy(options, isShadow),
            static (options, errors) => ChaosChecks.Choices(
                nameof(options.Faults), options.Faults, nameof(options.FaultGenerator), options.FaultGenerator, errors));

    /// <summary>Has a share of attempts wait before they run, as if the callback were slow: deadlines outside end the wait.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options, read when the pipeline is built; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddChaosLatency<TBuilder>(this TBuilder builder, ChaosLatencyOptions? options = null)
        where TBuilder : ResiliencePipelineBuilderBase =>
        Add(
            builder, options ?? new(), static (options, isShadow) => new ChaosLatencyStrategy(options, isShadow),
            static (options, errors) => errors.Between(
                nameof(options.Latency), options.Latency, TimeSpan.Zero, Require.LongestWait));

    /// <summary>Has a share of attempts end with another outcome, a result or an exception, instead of running.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options; read when the pipeline is built.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static ResiliencePipelineBuilder<T> AddChaosOutcome<T>(
        this ResiliencePipelineBuilder<T> builder, ChaosOutcomeOptions<T> options) =>
        Add(
            builder, options, static (options, isShadow) => new ChaosOutcomeStrategy<T>(options, isShadow),
            static (options, errors) => ChaosChecks.Choices(
                nameof(options.Outcomes), options.Outcomes, nameof(options.OutcomeGenerator), options.OutcomeGenerator, errors));

    /// <summary>Does something of your own before a share of attempts.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options; read when the pipeline is built.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TBuilder AddChaosBehavior<TBuilder>(this TBuilder builder, ChaosBehaviorOptions options)
        where TBuilder : ResiliencePipelineBuilderBase =>
        Add(
            builder, options, static (options, isShadow) => new ChaosBehaviorStrategy(options, isShadow),
            static (options, errors) => errors.Required(nameof(options.Behavior), options.Behavior));

    private static TBuilder Add<TBuilder, TOptions>(
        TBuilder builder, TOptions options, Func<TOptions, bool, ChaosStrategy> create, Action<TOptions, OptionErrors> validate)
        where TBuilder : ResiliencePipelineBuilderBase
        where TOptions : ChaosOptions
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        builder.Add(new PipelinePart
        {
            Kind = "chaos",
            Create = () => create(options, builder.ShadowMode),
            Validate = errors =>
            {
                ChaosChecks.Common(options, builder.ShadowMode, errors);
                validate(options, errors);
            },
        });
        return builder;
    }
}
