namespace Resilience;

/// <summary>What has been counted of a dependency's calls.</summary>
public sealed record DependencyStatistics
{
    /// <summary>The calls that have ended, in whatever way but the caller's cancellation; refused ones are not among them.</summary>
    public long TotalCalls { get; init; }

    /// <summary>Those that succeeded.</summary>
    public long Successes { get; init; }

    /// <summary>Those that failed, those that took too long among them.</summary>
    public long Failures { get; init; }

    /// <summary>Those that took too long.</summary>
    public long Timeouts { get; init; }

    /// <summary>Those that were refused before they began: open circuit, full bulkhead, limit.</summary>
    public long Rejections { get; init; }

    /// <summary>How many failed in a row, up to now.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>How many succeeded in a row, up to now.</summary>
    public int ConsecutiveSuccesses { get; init; }

    /// <summary>When one failed last; null if none has.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>When one succeeded last; null if none has.</summary>
    public DateTimeOffset? LastSuccessAt { get; init; }

    /// <summary>The stable error code of the last failure; null if there was none.</summary>
    public string? LastFailureCode { get; init; }

    /// <summary>The average duration of the calls that have ended.</summary>
    public TimeSpan AverageDuration { get; init; }
}
