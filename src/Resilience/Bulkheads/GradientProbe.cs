namespace Resilience.Bulkheads;

/// <summary>Where a probe of the baseline is.</summary>
internal enum GradientProbe
{
    /// <summary>There is none.</summary>
    None = 0,

    /// <summary>The limit has been halved; the queue that it left behind empties.</summary>
    Draining = 1,

    /// <summary>Calls meet no queue: their time is the dependency's own.</summary>
    Measuring = 2,
}
