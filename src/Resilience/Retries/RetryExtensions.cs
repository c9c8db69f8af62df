using Resilience.Pipelines;
using Resilience.Retries;
using Resilience.Timing;

namespace Resilience;

/// <summary>Adds retries to pipelines.</summary>
public static class RetryExtensions
{
    /// <summary>Runs everything added after it again when it fails, as the options say.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options, read when the pipeline is built; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ResiliencePipelineBuilder AddRetry(this ResiliencePipelineBuilder builder, RetryOptions? options = null) =>
        Add(builder, options ?? new RetryOptions(), static () => null);

    /// <summary>Runs everything added after it again when it fails or returns a result that the options say is a failure.</summary>
    /// <typeparam name="T">The type of the results.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options, read when the pipeline is built; null for the defaults.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static ResiliencePipelineBuilder<T> AddRetry<T>(this ResiliencePipelineBuilder<T> builder, RetryOptions<T>? options = null)
    {
        options ??= new RetryOptions<T>();
        return Add(builder, options, () => options.HandleResult);
    }

    private static TBuilder Add<TBuilder>(TBuilder builder, RetryOptionsBase options, Func<object?> predicate)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Add(new PipelinePart
        {
            Kind = "retry",
            Create = () => new RetryStrategy(options, builder.ShadowMode),
            ResultPredicate = predicate,
            Validate = errors => Validate(options, errors),
        });
        return builder;
    }

    private static void Validate(RetryOptionsBase options, OptionErrors errors)
    {
        errors.NotEmpty(nameof(options.Name), options.Name);
        errors.Between(nameof(options.MaxAttempts), options.MaxAttempts, 1, int.MaxValue);
        errors.Required(nameof(options.Handle), options.Handle);
        errors.Required(nameof(options.Backoff), options.Backoff);
        errors.Required(nameof(options.Randomizer), options.Randomizer);
        errors.Between(nameof(options.RetryAfterCap), options.RetryAfterCap, TimeSpan.Zero, Require.LongestWait);
        errors.Between(nameof(options.MaxDelay), options.MaxDelay, TimeSpan.Zero, Require.LongestWait);
        errors.Between(nameof(options.MaxElapsed), options.MaxElapsed, TimeSpan.Zero, Require.LongestWait);
    }
}
