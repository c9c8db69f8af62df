namespace Resilience;

/// <summary>How important a call is to a bulkhead while calls have to wait. Values outside of the range count as the nearest.</summary>
public enum BulkheadPriority
{
    /// <summary>Served when nobody else waits; the first to be dropped.</summary>
    Lowest = -2,

    /// <summary>Less important than most.</summary>
    Low = -1,

    /// <summary>The default.</summary>
    Normal = 0,

    /// <summary>More important than most.</summary>
    High = 1,

    /// <summary>Served before everybody else; dropped by nobody.</summary>
    Highest = 2,
}
