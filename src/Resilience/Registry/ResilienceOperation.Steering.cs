using Resilience.Pipelines;
using Resilience.Registry;

namespace Resilience;

public sealed partial class ResilienceOperation
{
    /// <summary>The calls since they began to be counted, and what the operation's components know now.</summary>
    /// <returns>A copy that no longer changes.</returns>
    public OperationSnapshot Snapshot()
    {
        PipelineCore[] cores = [.. Cores];
        return _metrics.Counts.Snapshot(Name, Definition) with
        {
            Circuits = [.. CoreParts.Breakers(cores).Select(static breaker => breaker.Snapshot())],
            Bulkheads = [.. CoreParts.Bulkheads(cores).Select(static bulkhead => bulkhead.Snapshot())],
            RateLimits = [.. CoreParts.RateLimits(cores).Select(static limit => limit.Snapshot())],
            RetryBudgets = [.. CoreParts.Budgets(cores).Select(static budget => budget.Snapshot())],
        };
    }

    /// <summary>Begins to count the operation's calls anew. Components keep what they know.</summary>
    public void ResetMetrics() => _metrics.Reset();

    /// <summary>
    /// Closes the operation's circuits and forgets what they counted; see <see cref="CircuitBreaker.Reset"/>. No hold is lifted.
    /// </summary>
    public void Reset()
    {
        foreach (CircuitBreaker breaker in Breakers)
            breaker.Reset();
    }

    /// <summary>
    /// Holds the operation's circuits open until the hold is disposed of, also those that it gets with another definition. See
    /// <see cref="CircuitBreaker.Isolate"/>.
    /// </summary>
    /// <param name="holder">Who holds them, and why, for people to read.</param>
    /// <returns>The hold.</returns>
    /// <exception cref="ArgumentException"><paramref name="holder"/> is empty.</exception>
    /// <exception cref="InvalidOperationException">The operation has no circuit breaker.</exception>
    public IDisposable Isolate(string holder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(holder);
        if (Breakers.Length == 0)
            throw new InvalidOperationException($"Operation '{Name}' has no circuit breaker that could be held open.");
        var hold = new OperationHold(holder, Release);
        lock (_gate)
            _holds = [.. _holds, hold];
        hold.Cover(Breakers);
        return hold;
    }

    private void Release(OperationHold hold)
    {
        lock (_gate)
            _holds = [.. _holds.Where(other => other != hold)];
    }
}
