using Resilience.Pipelines;
using Resilience.Timeouts;
using Resilience.Timing;

namespace Resilience;

/// <summary>Adds timeouts to pipelines.</summary>
public static class TimeoutExtensions
{
    /// <summary>Limits the time that everything added after it may take.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="timeout">The time: from 1 ms to 49 days.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddTimeout<TBuilder>(this TBuilder builder, TimeSpan timeout)
        where TBuilder : ResiliencePipelineBuilderBase =>
        builder.AddTimeout(new TimeoutOptions { Timeout = timeout });

    /// <summary>Limits the time that everything added after it may take.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options; read when the pipeline is built.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TBuilder AddTimeout<TBuilder>(this TBuilder builder, TimeoutOptions options)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        builder.Add(new PipelinePart
        {
            Kind = "timeout",
            Create = () => builder.ShadowMode ? new ShadowTimeoutStrategy(options) : new TimeoutStrategy(options),
            Validate = errors =>
            {
                errors.NotEmpty(nameof(options.Name), options.Name);
                if (options.TimeoutGenerator is null)
                    errors.Between(nameof(options.Timeout), options.Timeout, TimeSpan.FromMilliseconds(1), Require.LongestWait);
            },
        });
        return builder;
    }
}
