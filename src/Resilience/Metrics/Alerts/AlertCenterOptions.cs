using Microsoft.Extensions.Logging;
using Resilience.Telemetry;

namespace Resilience.Metrics.Alerts;

/// <summary>The options of an <see cref="AlertCenter"/>.</summary>
public sealed class AlertCenterOptions
{
    /// <summary>Where alerts go, in this order. None by default.</summary>
    public IList<IAlertSink> Sinks { get; } = [];

    /// <summary>Alerts below this level are counted and kept, but not told. Default: <see cref="AlertLevel.Info"/>.</summary>
    public AlertLevel MinimumLevel { get; set; } = AlertLevel.Info;

    /// <summary>
    /// For how long alerts with the same key are held back after one was told, unless they are more urgent: 0 to 49 days. Default: 5
    /// minutes.
    /// </summary>
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How many keys are remembered: 1 to 100,000. With more, the one that was quiet the longest is forgotten. Default: 1,024.
    /// </summary>
    public int KeyLimit { get; set; } = 1_024;

    /// <summary>How many of the last alerts a snapshot shows: 0 to 10,000. Default: 100.</summary>
    public int HistoryLength { get; set; } = 100;

    /// <summary>What is taken out of the texts of alerts. Default: <see cref="RedactionPolicy.Default"/>.</summary>
    public RedactionPolicy Redaction { get; set; } = RedactionPolicy.Default;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where is written that a sink failed (id 1161); null, the default, for nowhere.</summary>
    public ILogger? Logger { get; set; }
}
