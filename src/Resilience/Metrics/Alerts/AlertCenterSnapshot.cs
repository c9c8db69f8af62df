namespace Resilience.Metrics.Alerts;

/// <summary>What an <see cref="AlertCenter"/> knows, at one moment.</summary>
public sealed record AlertCenterSnapshot
{
    /// <summary>All alerts by level, those that were held back included; levels without any are left out.</summary>
    public required IReadOnlyDictionary<AlertLevel, long> Raised { get; init; }

    /// <summary>How many were held back because one with the same key had just been told.</summary>
    public required long Suppressed { get; init; }

    /// <summary>How often a sink has thrown.</summary>
    public required long SinkFailures { get; init; }

    /// <summary>The keys of the troubles that were told and are not known to be over, in no particular order.</summary>
    public required IReadOnlyList<string> Open { get; init; }

    /// <summary>The last alerts that were not held back, oldest first.</summary>
    public required IReadOnlyList<Alert> Recent { get; init; }
}
