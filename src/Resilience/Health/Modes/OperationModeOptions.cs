using Microsoft.Extensions.Logging;
using Resilience.Pipelines;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience;

/// <summary>The options of an <see cref="OperationModeControl"/>.</summary>
public sealed class OperationModeOptions
{
    /// <summary>For how long the marks must ask for a worse mode before it comes: 0 to 49 days. Default: 0, at once.</summary>
    public TimeSpan RaiseAfter { get; set; }

    /// <summary>For how long the marks must ask for a better mode before it comes: 0 to 49 days. Default: 30 seconds.</summary>
    public TimeSpan LowerAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many of the last changes are remembered: 0 to 10,000. Default: 100.</summary>
    public int HistoryLength { get; set; } = 100;

    /// <summary>What the application offers. Nothing by default.</summary>
    public IList<OperationFeature> Features { get; } = [];

    /// <summary>What users are told of the whole while the application is degraded; null, the default, for nothing.</summary>
    public string? DegradedText { get; set; }

    /// <summary>What users are told of the whole in an emergency; null, the default, for nothing.</summary>
    public string? EmergencyText { get; set; }

    /// <summary>What is taken out of reasons. Default: <see cref="RedactionPolicy.Default"/>.</summary>
    public RedactionPolicy Redaction { get; set; } = RedactionPolicy.Default;

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>Where changes and faults are written (ids 1220 to 1223); null, the default, for nowhere.</summary>
    public ILogger? Logger { get; set; }

    internal void Validate(OptionErrors errors)
    {
        errors.Between(nameof(RaiseAfter), RaiseAfter, TimeSpan.Zero, Require.LongestWait);
        errors.Between(nameof(LowerAfter), LowerAfter, TimeSpan.Zero, Require.LongestWait);
        errors.Between(nameof(HistoryLength), HistoryLength, 0, 10_000);
        errors.Required(nameof(Redaction), Redaction);
        errors.Required(nameof(TimeProvider), TimeProvider);
        foreach (IGrouping<string, OperationFeature> same in Features.GroupBy(static feature => feature.Name, StringComparer.Ordinal))
        {
            if (same.Count() > 1)
                errors.Add(nameof(Features), $"'{same.Key}' more than once", "of different names");
        }
    }
}
