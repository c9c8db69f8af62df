using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Resilience.DependencyInjection;

/// <summary>Makes the health monitor of a container.</summary>
internal static class MonitorFactory
{
    public static HealthMonitor Create(IServiceProvider provider)
    {
        HealthSetup setup = provider.GetRequiredService<IOptions<HealthSetup>>().Value;
        HealthProbe[] probes = [.. setup.Factories.SelectMany(create => create(provider))];
        string[] names = [.. probes.Select(static probe => probe.Name)];
        if (setup.Probes.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
            throw Unknown.Of("health probe", unknown, names);
        var monitor = new HealthMonitor(setup.Monitor);
        foreach (HealthProbe probe in probes)
            monitor.Add(setup.Probes.TryGetValue(probe.Name, out HealthProbeSettings? settings) ? settings.Apply(probe) : probe);
        if (setup.WatchRegistry)
            monitor.Watch(provider.GetRequiredService<IResilienceRegistry>(), setup.Critical);
        return monitor;
    }

    /// <summary>What is there in the container, before anybody changes it.</summary>
    public static void SetDefaults(HealthSetup setup, IServiceProvider provider)
    {
        setup.Monitor.TimeProvider = provider.GetService<TimeProvider>() ?? setup.Monitor.TimeProvider;
        setup.Monitor.Logger = provider.GetService<ILoggerFactory>()?.CreateLogger("Resilience.Health");
    }
}
