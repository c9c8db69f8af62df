using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Resilience.DependencyInjection;

/// <summary>Makes the operation mode of a container.</summary>
internal static class ModeFactory
{
    public static OperationModeControl Create(IServiceProvider provider)
    {
        OperationModeSetup setup = provider.GetRequiredService<IOptions<OperationModeSetup>>().Value;
        var control = new OperationModeControl(setup.Mode);
        try
        {
            Attach(control, setup, provider);
            return control;
        }
        catch
        {
            control.Dispose();
            throw;
        }
    }

    /// <summary>What is there in the container, before anybody changes it.</summary>
    public static void SetDefaults(OperationModeSetup setup, IServiceProvider provider)
    {
        setup.Mode.TimeProvider = provider.GetService<TimeProvider>() ?? setup.Mode.TimeProvider;
        setup.Mode.Logger = provider.GetService<ILoggerFactory>()?.CreateLogger("Resilience.OperationMode");
    }

    // What is attached lives as long as the control, and ends with the container.
    private static void Attach(OperationModeControl control, OperationModeSetup setup, IServiceProvider provider)
    {
        if (setup.WatchHealth && provider.GetService<HealthMonitor>() is { } monitor)
            control.Watch(monitor, provider.GetService<IModeRules>());
        RegisteredParts parts = provider.GetRequiredService<RegisteredParts>();
        foreach ((string name, ModeLimits limits) in setup.Bulkheads)
            control.Follow(parts.Bulkhead(name), limits.Normal, limits.Degraded, limits.Emergency);
        foreach ((string name, ModeLimits limits) in setup.RateLimits)
            control.Follow(parts.RateLimit(name), limits.Normal, limits.Degraded, limits.Emergency);
        foreach (Action<IServiceProvider, OperationModeControl> attach in setup.Attached)
            attach(provider, control);
    }
}
