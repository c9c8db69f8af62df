using System.Globalization;
using Resilience.Benchmarks.Gate;

namespace Resilience.Benchmarks.Ours;

/// <summary>A health monitor with its checks.</summary>
internal static class OursProbes
{
    public static IDisposable Begin(ManualClock clock, int count, Func<ValueTask<bool>> check)
    {
        var monitor = new HealthMonitor(new() { TimeProvider = clock, Interval = TimeSpan.FromSeconds(1) });
        for (int i = 0; i < count; i++)
            monitor.Add(new(i.ToString(CultureInfo.InvariantCulture), _ => check()) { Jitter = 0 });
        monitor.Start();
        return monitor;
    }
}
