namespace Resilience.Metrics.Traces;

/// <summary>An alert of a run.</summary>
public sealed record TraceAlert
{
    /// <summary>INFO, WARNING, ERROR or CRITICAL.</summary>
    public required string Level { get; init; }

    /// <summary>What happened.</summary>
    public required string Message { get; init; }

    /// <summary>When, by the wall clock.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>What it is about, the same whenever it happens again.</summary>
    public required string Key { get; init; }

    /// <summary>The stage; null if it is not about one.</summary>
    public string? StageName { get; init; }

    /// <summary>The risk; null if it is not about one.</summary>
    public string? RiskId { get; init; }

    /// <summary>The component; null if it is not about one.</summary>
    public string? Component { get; init; }

    /// <summary>The stable error code; null if there is none.</summary>
    public string? Code { get; init; }
}
