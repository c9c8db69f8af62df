using Microsoft.Extensions.Logging;
using Resilience.Telemetry;

namespace Resilience;

/// <summary>The options of a <see cref="HealthMonitor"/>.</summary>
public sealed class HealthMonitorOptions
{
    /// <summary>The interval of probes that have none of their own: 10 ms to 49 days. Default: 30 seconds.</summary>
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many of a probe's last checks are remembered: 1 to 10,000. Default: 100.</summary>
    public int HistoryLength { get; set; } = 100;

    /// <summary>What is taken out of what checks say. Default: <see cref="RedactionPolicy.Default"/>.</summary>
    public RedactionPolicy Redaction { get; set; } = RedactionPolicy.Default;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where changes and faults are written (ids 1200 to 1203); null, the default, for nowhere.</summary>
    public ILogger? Logger { get; set; }
}
