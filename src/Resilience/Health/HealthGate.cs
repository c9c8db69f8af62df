using Resilience.Health;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>Keeps calls away from what is known to be down, before they fail.</summary>
public static class HealthGate
{
    /// <summary>
    /// Set in the context of a call that a gate has let pass although what it looks at is not well
    /// (<see cref="HealthGateAction.Degrade"/>): the state that it was in.
    /// </summary>
    public static ResilienceKey<HealthState> Degraded { get; } = new("resilience.health.degraded");

    /// <summary>Looks at the health of something before everything added after it. While it is well, that is one read.</summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="source">What is looked at, such as <c>monitor["database"]</c>.</param>
    /// <param name="options">The options, read when the pipeline is built; the defaults if null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="builder"/> or <paramref name="source"/> is null.</exception>
    public static TBuilder AddHealthGate<TBuilder>(this TBuilder builder, IHealthSource source, HealthGateOptions? options = null)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        options ??= new();
        builder.Add(new PipelinePart
        {
            Kind = "health gate",
            Create = () => new HealthGateStrategy(source, options.Copy(), builder.ShadowMode),
            Validate = options.Validate,
        });
        return builder;
    }
}
