using Resilience.Bulkheads;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>Adds dedicated threads to pipelines.</summary>
public static class DedicatedThreadsExtensions
{
    /// <summary>
    /// Runs everything added after it on dedicated threads, and has calls wait for one, or refuses them, as a bulkhead does. For
    /// synchronous calls only: an asynchronous one fails with a <see cref="NotSupportedException"/>.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="threads">The threads; pipelines with results of any type may share them. Whoever made them disposes of them.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static TBuilder AddDedicatedThreads<TBuilder>(this TBuilder builder, DedicatedThreads threads)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(threads);
        builder.Add(new PipelinePart
        {
            Kind = "dedicated threads",
            Create = () => new BulkheadStrategy(threads.Bulkhead, builder.ShadowMode, threads),
        });
        return builder.Use(new DedicatedThreadsMiddleware(threads));
    }
}
