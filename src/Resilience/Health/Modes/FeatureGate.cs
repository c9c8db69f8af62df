using Resilience.Health.Modes;
using Resilience.Pipelines;

namespace Resilience;

/// <summary>Keeps calls from being made for features that are not there.</summary>
public static class FeatureGate
{
    /// <summary>
    /// Refuses calls (<see cref="RejectionReason.FeatureDisabled"/>) while a feature is not there. While it is, that is one read.
    /// </summary>
    /// <typeparam name="TBuilder">The type of the builder.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="control">The operation mode.</param>
    /// <param name="feature">The name of the feature, which is also that of the gate.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ArgumentException">There is no such feature.</exception>
    public static TBuilder AddFeatureGate<TBuilder>(this TBuilder builder, OperationModeControl control, string feature)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(control);
        FeatureSwitch found = control.Feature(feature);
        builder.Add(new PipelinePart
        {
            Kind = "feature gate",
            Create = () => new FeatureGateStrategy(found, builder.ShadowMode),
        });
        return builder;
    }
}
