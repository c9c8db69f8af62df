using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Resilience.DependencyInjection;

/// <summary>Says what the health monitor of a container asks. What is said in several places adds up.</summary>
public sealed class HealthBuilder
{
    internal HealthBuilder(IServiceCollection services) => Services = services;

    /// <summary>The container's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>Adds a probe.</summary>
    /// <param name="probe">The probe.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="probe"/> is null.</exception>
    [OverloadResolutionPriority(1)]
    public HealthBuilder AddProbe(HealthProbe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        return AddProbe(_ => probe);
    }

    /// <summary>Adds a probe that needs services.</summary>
    /// <param name="create">Makes it; is given the container.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is null.</exception>
    public HealthBuilder AddProbe(Func<IServiceProvider, HealthProbe> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return AddProbes(provider => [create(provider)]);
    }

    /// <summary>Adds probes that are known only when the monitor is made.</summary>
    /// <param name="create">Makes them; is given the container.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is null.</exception>
    public HealthBuilder AddProbes(Func<IServiceProvider, IEnumerable<HealthProbe>> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return Configure(setup => setup.Factories.Add(create));
    }

    /// <summary>Changes what the monitor does.</summary>
    /// <param name="configure">Changes it.</param>
    /// <returns>This builder.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="configure"/> is null.</exception>
    public HealthBuilder Configure(Action<HealthSetup> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Services.Configure(configure);
        return this;
    }
}
