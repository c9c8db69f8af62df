namespace Resilience.Bulkheads;

/// <summary>What was measured between two decisions about an adaptive limit: all that an algorithm is told.</summary>
public readonly record struct LimitWindow
{
    /// <summary>An empty window, to be filled in; the limit is 1 and cannot change.</summary>
    public LimitWindow()
    {
    }

    /// <summary>The limit as it stands. Whoever steers by hand may have changed it since the last decision.</summary>
    public int Limit { get; init; } = 1;

    /// <summary>What the limit does not fall below.</summary>
    public int Min { get; init; } = 1;

    /// <summary>What the limit does not exceed.</summary>
    public int Max { get; init; } = 1;

    /// <summary>The calls that succeeded and took long enough to be measured.</summary>
    public long Calls { get; init; }

    /// <summary>The calls that failed in a way that says: too many.</summary>
    public long Drops { get; init; }

    /// <summary>How many drops among so many calls are put up with.</summary>
    public long ToleratedDrops { get; init; }

    /// <summary>The most calls that ran at once, as far as calls that ended have seen.</summary>
    public int MaxInFlight { get; init; }

    /// <summary>How long the window lasted.</summary>
    public TimeSpan Length { get; init; }

    /// <summary>The mean time of the measured calls, within 1/32; zero if there are none. So are the other times.</summary>
    public TimeSpan AverageTime { get; init; }

    /// <summary>The time of the fastest one.</summary>
    public TimeSpan ShortestTime { get; init; }

    /// <summary>The time that half of them did not exceed.</summary>
    public TimeSpan MedianTime { get; init; }

    /// <summary>The time that 90 % of them did not exceed.</summary>
    public TimeSpan Percentile90 { get; init; }

    /// <summary>Whether more calls were dropped than are put up with.</summary>
    public bool HasDrops => Drops > ToleratedDrops;

    /// <summary>
    /// Whether at least half of the limit was in use at some moment. If not, nothing was learned about a higher one, and it should not
    /// grow.
    /// </summary>
    public bool IsLimited => 2L * MaxInFlight >= Limit;
}
