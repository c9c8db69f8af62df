namespace Resilience.Metrics;

/// <summary>What <see cref="RunCounters"/> has counted. Numbers of one moment may differ by what happened while they were read.</summary>
public sealed record RunCountersSnapshot
{
    /// <summary>Runs that began or went on.</summary>
    public long Started { get; init; }

    /// <summary>Of these, runs that went on.</summary>
    public long Resumed { get; init; }

    /// <summary>Runs that completed.</summary>
    public long Completed { get; init; }

    /// <summary>Runs that failed, were aborted or were cancelled for good.</summary>
    public long Failed { get; init; }

    /// <summary>Runs that were interrupted.</summary>
    public long Interrupted { get; init; }

    /// <summary>Runs that are under way.</summary>
    public long Running => Started - Completed - Failed - Interrupted;

    /// <summary>Stages, and branches, after which their run could go on.</summary>
    public long StagesDone { get; init; }

    /// <summary>Stages, and branches, that failed, were refused, aborted or cancelled.</summary>
    public long StagesFailed { get; init; }

    /// <summary>Decisions of mitigations.</summary>
    public long Mitigations { get; init; }
}
