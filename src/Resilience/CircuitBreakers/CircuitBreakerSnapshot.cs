namespace Resilience;

/// <summary>What a <see cref="CircuitBreaker"/> knows, at one moment. Counts and times are those of its window.</summary>
public sealed record CircuitBreakerSnapshot
{
    /// <summary>The name of the breaker.</summary>
    public required string Name { get; init; }

    /// <summary>The state. An open circuit whose break has passed stays open until a call comes.</summary>
    public required CircuitState State { get; init; }

    /// <summary>The number of the present state; it grows with every change.</summary>
    public required long Generation { get; init; }

    /// <summary>Whether the breaker only says what it would do.</summary>
    public required bool ShadowMode { get; init; }

    /// <summary>What is left of the break; null unless the circuit is open.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Who holds the circuit open, the first one first.</summary>
    public required IReadOnlyList<string> Holders { get; init; }

    /// <summary>
    /// The calls that ended, and those that still run and are slow. Cancelled ones and failures that are not handled do not count.
    /// </summary>
    public long Calls { get; init; }

    /// <summary>The calls that failed.</summary>
    public long Failures { get; init; }

    /// <summary>The calls that were slow, or still run and are.</summary>
    public long SlowCalls { get; init; }

    /// <summary>The calls that still run and are slow. They are noticed up to an eighth of the threshold late.</summary>
    public long RunningSlowCalls { get; init; }

    /// <summary>The share of calls that failed, 0 to 1; 0 if there are none.</summary>
    public double FailureRatio { get; init; }

    /// <summary>The share of calls that were slow, 0 to 1; 0 if there are none.</summary>
    public double SlowCallRatio { get; init; }

    /// <summary>The failures by their causes; causes without any are left out.</summary>
    public required IReadOnlyDictionary<FailureCause, long> FailuresByCause { get; init; }

    /// <summary>The failures that were timeouts.</summary>
    public long Timeouts { get; init; }

    /// <summary>The mean time of the calls. With a window that counts calls, this and the percentiles are those of ten seconds.</summary>
    public TimeSpan AverageTime { get; init; }

    /// <summary>The time that half of the calls did not exceed, within an eighth.</summary>
    public TimeSpan MedianTime { get; init; }

    /// <summary>The time that 95 % of the calls did not exceed, within an eighth.</summary>
    public TimeSpan Percentile95 { get; init; }

    /// <summary>The time that 99 % of the calls did not exceed, within an eighth.</summary>
    public TimeSpan Percentile99 { get; init; }

    /// <summary>How many calls failed in a row last.</summary>
    public int ConsecutiveFailures { get; init; }

    /// <summary>The successes since the last failure, since the breaker was made.</summary>
    public long SuccessesSinceLastFailure { get; init; }

    /// <summary>When the last success ended, by the wall clock, for people to read; null if there was none.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When the last failure ended, by the wall clock, for people to read; null if there was none.</summary>
    public DateTimeOffset? LastFailure { get; init; }

    /// <summary>The probes that are out.</summary>
    public int ProbesOut { get; init; }

    /// <summary>The calls refused because the circuit was open, since the breaker was made.</summary>
    public long RejectedOpen { get; init; }

    /// <summary>The calls refused because somebody held the circuit, since the breaker was made.</summary>
    public long RejectedIsolated { get; init; }

    /// <summary>The calls that shadow mode let through, since the breaker was made.</summary>
    public long WouldHaveRejected { get; init; }

    /// <summary>The last changes of the state, oldest first.</summary>
    public required IReadOnlyList<CircuitTransition> History { get; init; }
}
