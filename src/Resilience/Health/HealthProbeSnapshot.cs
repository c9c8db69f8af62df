namespace Resilience;

/// <summary>A probe and what it found, at one moment.</summary>
public sealed record HealthProbeSnapshot
{
    /// <summary>The name.</summary>
    public required string Name { get; init; }

    /// <summary>The state, after thresholds.</summary>
    public required HealthState State { get; init; }

    /// <summary>Since when it is in this state; null while nobody has looked.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whether the application cannot do without what it asks.</summary>
    public required bool IsCritical { get; init; }

    /// <summary>What is asked, for people; null if nothing was said.</summary>
    public string? Description { get; init; }

    /// <summary>Words to group by.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether answers change too often to be believed.</summary>
    public bool IsFlapping { get; init; }

    /// <summary>Whether a check is under way; one that was given up counts until it ends.</summary>
    public bool IsRunning { get; init; }

    /// <summary>When the last check that has an answer began; null if none has.</summary>
    public DateTimeOffset? LastCheck { get; init; }

    /// <summary>What that check found, before thresholds.</summary>
    public HealthState LastState { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan LastDuration { get; init; }

    /// <summary>What it said, redacted; null if nothing.</summary>
    public string? Message { get; init; }

    /// <summary>The stable error code of what was wrong; null if nothing was, or nobody said.</summary>
    public string? Code { get; init; }

    /// <summary>The figures that went with it.</summary>
    public IReadOnlyDictionary<string, object> Data { get; init; } = HealthVerdict.NoData;

    /// <summary>How many checks there were.</summary>
    public long Checks { get; init; }

    /// <summary>How many of them did not find it healthy.</summary>
    public long Failures { get; init; }

    /// <summary>How many of them took too long.</summary>
    public long Timeouts { get; init; }

    /// <summary>How many of the last checks in a row did not find it healthy.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>The share of healthy ones among the checks in the history: 0 to 1; 1 if there are none.</summary>
    public double SuccessRate { get; init; } = 1;

    /// <summary>The average duration of the checks in the history.</summary>
    public TimeSpan AverageDuration { get; init; }

    /// <summary>The last checks, oldest first: at most <see cref="HealthMonitorOptions.HistoryLength"/>.</summary>
    public IReadOnlyList<HealthRecord> History { get; init; } = [];
}
