namespace Resilience.Metrics.Histories;

/// <summary>
/// Numbers for a stage's options that fit what was observed and what is expected. Nobody applies them but you: they are frequencies of the
/// past, computed by simple rules.
/// </summary>
public sealed record ThresholdProposal
{
    /// <summary>The stage.</summary>
    public required StageHistory Basis { get; init; }

    /// <summary>A timeout: the 99th percentile times the margin, at most what the objective allows; null if it never succeeded.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// From when on a call is slow: the 95th percentile times the margin, at most the timeout; null if it never succeeded.
    /// </summary>
    public TimeSpan? SlowCallThreshold { get; init; }

    /// <summary>
    /// A failure ratio for a circuit breaker: twice what is usual (the upper end of the interval) or tolerated, whichever is more; from 0.1
    /// to 0.9.
    /// </summary>
    public double FailureRatio { get; init; }

    /// <summary>How many calls such a ratio needs, so that it means at least five failures.</summary>
    public int MinimumCalls { get; init; }

    /// <summary>
    /// After how many failures in a row a circuit should open: so many that they come by chance once in a thousand times, if failures are
    /// as frequent as the upper end of the interval; from 3 to 20.
    /// </summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>What speaks against relying on it, in sentences; empty if nothing does.</summary>
    public required IReadOnlyList<string> Reservations { get; init; }
}
