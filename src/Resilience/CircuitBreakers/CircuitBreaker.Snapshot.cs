using Resilience.CircuitBreakers;

namespace Resilience;

public sealed partial class CircuitBreaker
{
    /// <summary>State, counts, times and history, which belong together.</summary>
    /// <returns>A copy that no longer changes.</returns>
    public CircuitBreakerSnapshot Snapshot()
    {
        DateTimeOffset wall = _timeProvider.GetUtcNow();
        long now = _timeline.Now;
        lock (_lock)
        {
            Settle_NeedsLock(now);
            if (_running is not null && _state is CircuitState.Closed or CircuitState.MetricsOnly && !NoticeSlowCalls_NeedsLock(now))
                _running.LetPass_NeedsLock();
            long overdue = _running?.Overdue ?? 0;
            CircuitSums sums = _counts.Sums(now, overdue);
            long timed = _counts.TimedCalls(now);
            CallTimes? times = _counts.Times;
            return new()
            {
                Name = Name,
                State = _state,
                Generation = _generation,
                ShadowMode = _shadowMode,
                RetryAfter = RemainingBreak(now),
                Holders = [.. _holds.Select(static hold => hold.Holder)],
                Calls = sums.Calls,
                Failures = sums.Failures,
                SlowCalls = sums.Slow,
                RunningSlowCalls = overdue,
                FailureRatio = sums.FailureRatio,
                SlowCallRatio = sums.SlowRatio,
                FailuresByCause = CausesOf_NeedsLock(now),
                Timeouts = _counts.CauseCount(now, FailureCause.Timeout),
                AverageTime = times is null || timed == 0 ? TimeSpan.Zero : TimeOf(times.Sum()) / timed,
                MedianTime = TimeOf(times?.Quantile(0.5, timed) ?? 0),
                Percentile95 = TimeOf(times?.Quantile(0.95, timed) ?? 0),
                Percentile99 = TimeOf(times?.Quantile(0.99, timed) ?? 0),
                ConsecutiveFailures = _counts.Streak,
                SuccessesSinceLastFailure = _quietSuccesses,
                LastSuccess = WallTime(_stripes.LastAt(), now, wall),
                LastFailure = WallTime(_lastFailure, now, wall),
                ProbesOut = _probes.Count,
                RejectedOpen = _stripes.All.Sum(static stripe => Volatile.Read(ref stripe.RejectedOpen)),
                RejectedIsolated = _stripes.All.Sum(static stripe => Volatile.Read(ref stripe.RejectedIsolated)),
                WouldHaveRejected = _stripes.All.Sum(static stripe => Volatile.Read(ref stripe.WouldHaveRejected)),
                History = _outbox?.History_NeedsLock() ?? [],
            };
        }
    }

    private TimeSpan TimeOf(long units) => _timeline.Span(units * _timeUnit);

    private DateTimeOffset? WallTime(long time, long now, DateTimeOffset wall) =>
        time == long.MinValue ? null : wall - _timeline.Span(Math.Max(0, now - time));

    private Dictionary<FailureCause, long> CausesOf_NeedsLock(long now)
    {
        var counts = new Dictionary<FailureCause, long>();
        foreach (FailureCause cause in Enum.GetValues<FailureCause>())
        {
            long count = _counts.CauseCount(now, cause);
            if (count > 0)
                counts.Add(cause, count);
        }

        return counts;
    }
}
