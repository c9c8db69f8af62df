namespace Resilience.Bulkheads;

/// <summary>Windows to be decided about.</summary>
internal static class Windows
{
    /// <summary>A window in which all of the limit was in use.</summary>
    public static LimitWindow Full(int limit, double milliseconds, int min = 1, int max = 1_000) => new()
    {
        Limit = limit,
        Min = min,
        Max = max,
        Calls = 100,
        MaxInFlight = limit,
        AverageTime = TimeSpan.FromMilliseconds(milliseconds),
        ShortestTime = TimeSpan.FromMilliseconds(milliseconds),
        MedianTime = TimeSpan.FromMilliseconds(milliseconds),
        Percentile90 = TimeSpan.FromMilliseconds(milliseconds),
        Length = TimeSpan.FromSeconds(1),
    };

    /// <summary>A window in which a little less than half of the limit was in use.</summary>
    public static LimitWindow Quiet(int limit, double milliseconds) => Full(limit, milliseconds) with { MaxInFlight = (limit - 1) / 2 };
}
