namespace Resilience;

/// <summary>Adds all strategies of a standard pipeline at once, in the canonical order.</summary>
public static class StandardPipelineExtensions
{
    /// <summary>
    /// Adds fallback, timeout, retry, circuit breaker, rate limit, bulkhead and attempt timeout, outermost first, each as far as it is
    /// wanted. What was added to the builder before stands around them, what is added after stands inside.
    /// </summary>
    /// <param name="builder">The builder; its clock, log and other settings hold for the parts.</param>
    /// <param name="configure">Changes the parts, or leaves some out by setting them to null. By default they are as they come.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ResiliencePipelineBuilder AddStandard(
        this ResiliencePipelineBuilder builder, Action<StandardPipelineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new StandardPipelineOptions();
        configure?.Invoke(options);
        options.AddTo(builder);
        return builder;
    }

    /// <inheritdoc cref="AddStandard(ResiliencePipelineBuilder, Action{StandardPipelineOptions}?)"/>
    /// <typeparam name="T">The type of the results.</typeparam>
    public static ResiliencePipelineBuilder<T> AddStandard<T>(
        this ResiliencePipelineBuilder<T> builder, Action<StandardPipelineOptions<T>>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var options = new StandardPipelineOptions<T>();
        configure?.Invoke(options);
        options.AddTo(builder);
        return builder;
    }

    /// <summary>
    /// Adds the strategies of a preset, in the canonical order. Set the builder's clock before: the retry budget takes it from there.
    /// </summary>
    /// <param name="builder">The builder; its clock, log and other settings hold for the parts.</param>
    /// <param name="preset">The preset.</param>
    /// <param name="configure">Changes what the preset says. By default nothing is changed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="preset"/> is null.</exception>
    public static ResiliencePipelineBuilder AddStandard(
        this ResiliencePipelineBuilder builder, ResiliencePreset preset, Action<StandardPipelineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(preset);
        StandardPipelineOptions options = preset.CreateOptions(builder.TimeProvider);
        configure?.Invoke(options);
        options.AddTo(builder);
        return builder;
    }

    /// <inheritdoc cref="AddStandard(ResiliencePipelineBuilder, ResiliencePreset, Action{StandardPipelineOptions}?)"/>
    /// <typeparam name="T">The type of the results.</typeparam>
    public static ResiliencePipelineBuilder<T> AddStandard<T>(
        this ResiliencePipelineBuilder<T> builder, ResiliencePreset preset, Action<StandardPipelineOptions<T>>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(preset);
        StandardPipelineOptions<T> options = preset.CreateOptions<T>(builder.TimeProvider);
        configure?.Invoke(options);
        options.AddTo(builder);
        return builder;
    }
}
