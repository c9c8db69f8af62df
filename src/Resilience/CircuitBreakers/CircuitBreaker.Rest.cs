using Resilience.CircuitBreakers;

namespace Resilience;

// For owners of many breakers, who want to let go of those that know nothing a new one would not.
public sealed partial class CircuitBreaker
{
    /// <summary>
    /// Whether it is closed and remembers nothing bad: no failure or slow call in its window, no row of failures that could open it. Calls
    /// that went well it may have counted.
    /// </summary>
    internal bool IsAtRest
    {
        get
        {
            long now = _timeline.Now;
            lock (_lock)
            {
                if (_state != CircuitState.Closed || CircuitGate.Ramps(_gate))
                    return false;
                Settle_NeedsLock(now);
                bool hasRow = _counts.Streak > 0 && _settings.ConsecutiveFailures != int.MaxValue;
                if (hasRow || (_running is not null && NoticeSlowCalls_NeedsLock(now)))
                    return false;
                _running?.LetPass_NeedsLock();
                CircuitSums sums = _counts.Sums(now, _running?.Overdue ?? 0);
                return sums.Failures == 0 && sums.Slow == 0;
            }
        }
    }

    /// <summary>
    /// Whether nobody would be let in by mistake if it were forgotten: it is neither steered by hand nor within a break.
    /// </summary>
    internal bool IsForgettable
    {
        get
        {
            long now = _timeline.Now;
            lock (_lock)
                return _state is CircuitState.Closed or CircuitState.HalfOpen || (_state == CircuitState.Open && now >= _openUntil);
        }
    }
}
