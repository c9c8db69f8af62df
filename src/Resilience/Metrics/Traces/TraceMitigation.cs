namespace Resilience.Metrics.Traces;

/// <summary>A mitigation after a failure of a stage.</summary>
public sealed record TraceMitigation
{
    /// <summary>Which one of the stage it was, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>What it decided: fail, retry, continue, degrade, skip, abort.</summary>
    public required string Action { get; init; }

    /// <summary>What came of it: succeeded, failed_again, gave_up, threw, cancelled; pending if the run ended before it showed.</summary>
    public required string Outcome { get; init; }

    /// <summary>The risk; null if none is known.</summary>
    public string? RiskId { get; init; }

    /// <summary>The category of the risk; UNKNOWN if it is not known.</summary>
    public required string Category { get; init; }

    /// <summary>The severity of the risk: LOW, MEDIUM, HIGH or CRITICAL; null if it is not known.</summary>
    public string? Severity { get; init; }

    /// <summary>Why; null where nothing was said.</summary>
    public string? Reason { get; init; }

    /// <summary>How long it took to decide, in milliseconds.</summary>
    public required double DurationMs { get; init; }

    /// <summary>The stable error code of what was to be mitigated.</summary>
    public required string FailureCode { get; init; }

    /// <summary>The full name of the type of what the mitigation threw; null if it did not.</summary>
    public string? ExceptionType { get; init; }
}
