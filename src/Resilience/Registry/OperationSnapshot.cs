namespace Resilience;

/// <summary>
/// What an operation knows, at one moment. Calls are counted as their callers saw them, since <see cref="Since"/>; a call that was
/// cancelled before it began is none.
/// </summary>
public sealed record OperationSnapshot
{
    /// <summary>The name of the operation.</summary>
    public required string Name { get; init; }

    /// <summary>Its definition, in words.</summary>
    public required string Definition { get; init; }

    /// <summary>When counting began, by the wall clock, for people to read.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>All calls that have ended.</summary>
    public long Calls => Successes + Failures + Rejections + Cancellations;

    /// <summary>The calls that succeeded, at whichever attempt, or by a fallback of the pipeline.</summary>
    public long Successes { get; init; }

    /// <summary>The calls that failed in the end.</summary>
    public long Failures { get; init; }

    /// <summary>The calls that were refused: by an open circuit, a full bulkhead, a used-up limit.</summary>
    public long Rejections { get; init; }

    /// <summary>The calls that their callers cancelled.</summary>
    public long Cancellations { get; init; }

    /// <summary>
    /// The attempts after the first one of each call. Those of a retry inside a middleware or a hedge are not among them.
    /// </summary>
    public long Retries { get; init; }

    /// <summary>The calls that failed and whose caller's own fallback answered; see <c>Protect</c>.</summary>
    public long Fallbacks { get; init; }

    /// <summary>The share of calls that succeeded, 0 to 1, of those that were not cancelled; 1 if there are none.</summary>
    public double SuccessRate => Calls == Cancellations ? 1 : (double)Successes / (Calls - Cancellations);

    /// <summary>The mean time of calls that succeeded or failed, with all attempts and the delays between them.</summary>
    public TimeSpan AverageTime { get; init; }

    /// <summary>The longest of these times, up to 71 minutes.</summary>
    public TimeSpan LongestTime { get; init; }

    /// <summary>The time that half of the calls did not exceed, within a sixteenth.</summary>
    public TimeSpan MedianTime { get; init; }

    /// <summary>The time that 95 % of the calls did not exceed, within a sixteenth.</summary>
    public TimeSpan Percentile95 { get; init; }

    /// <summary>The time that 99 % of the calls did not exceed, within a sixteenth.</summary>
    public TimeSpan Percentile99 { get; init; }

    /// <summary>The circuit breakers; a preset makes one.</summary>
    public IReadOnlyList<CircuitBreakerSnapshot> Circuits { get; init; } = [];

    /// <summary>The bulkheads; a preset makes one.</summary>
    public IReadOnlyList<BulkheadSnapshot> Bulkheads { get; init; } = [];

    /// <summary>The rate limits.</summary>
    public IReadOnlyList<RateLimitSnapshot> RateLimits { get; init; } = [];

    /// <summary>The retry budgets; a preset makes one.</summary>
    public IReadOnlyList<RetryBudgetSnapshot> RetryBudgets { get; init; } = [];

    /// <summary>The state of the first circuit that is not closed, or of the first; null if there is none.</summary>
    public CircuitState? CircuitState =>
        Circuits.Count == 0
            ? null
            : (Circuits.FirstOrDefault(static circuit => circuit.State != Resilience.CircuitState.Closed) ?? Circuits[0]).State;
}
