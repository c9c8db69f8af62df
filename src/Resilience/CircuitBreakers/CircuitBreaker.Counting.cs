using Resilience.CircuitBreakers;

namespace Resilience;

// Counts what did not go well, and decides what comes of it.
public sealed partial class CircuitBreaker
{
    private CircuitCounts _counts;
    private long _bucketEnd;
    private bool _watches;
    private long _quietSuccesses;
    private long _lastFailure = long.MinValue;

    /// <summary>Brings the counts up to now.</summary>
    private void Settle_NeedsLock(long now)
    {
        // What was counted in the cells came in before their bucket ended: whoever came later, came here.
        TakeSuccesses_NeedsLock(Math.Min(now, _bucketEnd - 1));
        _counts.Advance(now);
        _bucketEnd = Math.Max(_bucketEnd, _counts.BucketEnd(now));
        Volatile.Write(ref _lookAt, _watches ? long.MinValue : _bucketEnd);
    }

    private void TakeSuccesses_NeedsLock(long at)
    {
        long successes = _stripes.Take_NeedsLock(_generation);
        _counts.Succeeded(at, successes);
        _quietSuccesses += successes;
    }

    private bool Succeeded_NeedsLock(long permit, long started, long now, bool hasLeft, bool collided, ref uint stripe)
    {
        Settle_NeedsLock(now);
        bool slow = (!hasLeft && HasBeenTakenForSlow_NeedsLock(permit, started, ref stripe)) || now - started >= _settings.SlowLength;
        _counts.Succeeded(now, 1, slow);
        _counts.RecordTime(now, (now - started) / _millisecond);
        _quietSuccesses++;
        _stripes.Of(0).LastAt = now;
        if (collided)
        {
            _stripes.Grow_NeedsLock(_running is null ? null : _running.Prepare_NeedsLock);
            CallStripes.Move(ref stripe);
        }

        return (slow || _watches) && Judge_NeedsLock(now, hint: null);
    }

    private bool Failed_NeedsLock(long permit, long started, long now, in FailedAttempt attempt, ref uint stripe)
    {
        Settle_NeedsLock(now);
        bool slow = HasBeenTakenForSlow_NeedsLock(permit, started, ref stripe) || now - started >= _settings.SlowLength;
        _counts.Failed(now, slow, attempt.Cause);
        _counts.RecordTime(now, (now - started) / _millisecond);
        RememberFailure_NeedsLock(now);
        return Judge_NeedsLock(now, HintOf(attempt));
    }

    /// <summary>Ends a running call; true if it had been counted among the slow ones before it ended.</summary>
    private bool HasBeenTakenForSlow_NeedsLock(long permit, long started, ref uint stripe)
    {
        if (_running is null || _running.TryLeave(permit, started, ref stripe))
            return false;
        _running.LeaveOverdue_NeedsLock();
        return true;
    }

    private void RememberFailure_NeedsLock(long now)
    {
        _quietSuccesses = 0;
        _lastFailure = now;
    }

    /// <summary>Opens the circuit if a threshold is reached; true if it did.</summary>
    private bool Judge_NeedsLock(long now, TimeSpan? hint)
    {
        CircuitTransitionReason? reason = _state == CircuitState.Closed ? Threshold_NeedsLock(now) : null;
        if (reason is not { } reached)
        {
            Volatile.Write(ref _lookAt, _watches ? long.MinValue : _bucketEnd);
            return false;
        }

        Open_NeedsLock(reached, now, hint);
        return true;
    }

    private CircuitTransitionReason? Threshold_NeedsLock(long now)
    {
        _watches = false;
        if (_counts.Streak >= _settings.ConsecutiveFailures)
            return CircuitTransitionReason.ConsecutiveFailures;
        CircuitSums sums = _counts.Sums(now, _running?.Overdue ?? 0);
        bool failing = sums.FailuresReach(_settings.FailureRatio);
        if (!failing && !(_settings.WatchesSlowCalls && sums.SlowReach(_settings.SlowRatio)))
            return null;

        // Only the minimum is missing, which a success can bring as well: from here on they are looked at, too.
        _watches = sums.Calls < _settings.MinimumCalls;
        return _watches ? null : failing ? CircuitTransitionReason.FailureRatio : CircuitTransitionReason.SlowCallRatio;
    }

    private static TimeSpan? HintOf(in FailedAttempt attempt) =>
        attempt.Disposition == FailureDisposition.Unavailable || attempt.Cause == FailureCause.RateLimit ? attempt.RetryAfter : null;
}
