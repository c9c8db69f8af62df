using Microsoft.Extensions.DependencyInjection;

namespace Resilience.DependencyInjection;

/// <summary>Says what the operation mode of a container follows, and what follows it. What is said in several places adds up.</summary>
public sealed class OperationModeBuilder
{
    internal OperationModeBuilder(IServiceCollection services) => Services = services;

    /// <summary>The container's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a feature.</summary>
    /// <param name="feature">The feature.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="feature"/> is null.</exception>
    public OperationModeBuilder AddFeature(OperationFeature feature)
    {
        ArgumentNullException.ThrowIfNull(feature);
        return Configure(setup => setup.Mode.Features.Add(feature));
    }

    /// <summary>Attaches what needs services, when the operation mode is made: watches, followers, subscriptions.</summary>
    /// <param name="attach">Is given the container and the operation mode.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="attach"/> is null.</exception>
    public OperationModeBuilder Attach(Action<IServiceProvider, OperationModeControl> attach)
    {
        ArgumentNullException.ThrowIfNull(attach);
        return Configure(setup => setup.Attached.Add(attach));
    }

    /// <summary>Changes the options.</summary>
    /// <param name="configure">Changes them.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public OperationModeBuilder Configure(Action<OperationModeSetup> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }
}
