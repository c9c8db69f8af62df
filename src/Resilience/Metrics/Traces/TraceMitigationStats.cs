namespace Resilience.Metrics.Traces;

/// <summary>Mitigations of a run.</summary>
public sealed record TraceMitigationStats
{
    /// <summary>By the severity of their risk: LOW, MEDIUM, HIGH, CRITICAL; those without a known severity are left out.</summary>
    public required IReadOnlyDictionary<string, TraceTally> BySeverity { get; init; }

    /// <summary>By the category of their risk; UNKNOWN if it is not known.</summary>
    public required IReadOnlyDictionary<string, TraceTally> ByCategory { get; init; }
}
