using System.Runtime.CompilerServices;
using Resilience.Bulkheads;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>Adds bulkheads to pipelines.</summary>
public static class BulkheadExtensions
{
    /// <summary>
    /// Limits how many calls run everything added after it at once. Each pipeline that is built has a bulkhead of its own.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="permitLimit">How many calls may run at once: from 1 to 1,000,000. The default is 100.</param>
    /// <param name="queueLimit">How many calls may wait, for 30 seconds at most: from 0 to 1,000,000. The default is 0.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> is null.</exception>
    public static TBuilder AddBulkhead<TBuilder>(this TBuilder builder, int permitLimit = 100, int queueLimit = 0)
        where TBuilder : ResiliencePipelineBuilderBase =>
        builder.AddBulkhead(new BulkheadOptions { PermitLimit = permitLimit, QueueLimit = queueLimit });

    /// <summary>
    /// Limits how many calls run everything added after it at once. Each pipeline that is built has a bulkhead of its own.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="options">The options, read when the pipeline is built.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    [OverloadResolutionPriority(1)]
    public static TBuilder AddBulkhead<TBuilder>(this TBuilder builder, BulkheadOptions options)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        return Add(
            builder, () => new Bulkhead(options, builder.TimeProvider), errors => BulkheadOptionsCheck.Validate(options, errors));
    }

    /// <summary>
    /// Puts a bulkhead before everything added after it; pipelines with results of any type may share it. It keeps its clock.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="bulkhead">The bulkhead.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TBuilder AddBulkhead<TBuilder>(this TBuilder builder, Bulkhead bulkhead)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(bulkhead);
        return Add(builder, () => bulkhead, null);
    }

    private static TBuilder Add<TBuilder>(TBuilder builder, Func<Bulkhead> bulkhead, Action<OptionErrors>? validate)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        builder.Add(new PipelinePart
        {
            Kind = "bulkhead",
            Create = () => new BulkheadStrategy(bulkhead(), builder.ShadowMode),
            Validate = validate,
        });
        return builder;
    }
}
