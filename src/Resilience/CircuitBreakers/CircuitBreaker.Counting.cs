using Resilience.CircuitBreakers;

namespace Resilience;

// Counts what did not go well, and decides what comes of it.
public sealed partial class CircuitBreaker
{
    private CircuitCounts _counts;
    private long _bucketEnd;
    private bool _watches;
    private bool _hasUnjudged;
    private long _quietSuccesses;
    private long _lastFailure = long.MinValue;

    /// <summary>Brings the counts up to now.</summary>
    private void Settle_NeedsLock(long now)
    {
        TakeSuccesses_NeedsLock(now, _stripes.TakeSuccesses_NeedsLock());
        _counts.Advance(now);
        _bucketEnd = Math.Max(_bucketEnd, _counts.BucketEnd(now));
        Volatile.Write(ref _lookAt, _watches ? long.MinValue : _bucketEnd);
    }

    private void TakeSuccesses_NeedsLock(long now, long successes)
    {
        // What was counted in the cells came in before their bucket ended: whoever came later, came here.
        _counts.Succeeded(Math.Min(now, _bucketEnd - 1), successes);
        _quietSuccesses += successes;
    }

    private bool Succeeded_NeedsLock(long permit, long started, long now, bool hasLeft, bool collided, ref uint stripe)
    {
        Settle_NeedsLock(now);
        bool slow = (!hasLeft && Leave_NeedsLock(permit, started, stripe)) || now - started >= _settings.SlowLength;
        bool decides = slow || _watches;
        if (decides)
            Stop_NeedsLock(now);
        _counts.Succeeded(now, 1, slow);
        _counts.RecordTime(now, (now - started) / _timeUnit);
        _quietSuccesses++;
        _stripes.Of(0).LastAt = now;
        if (collided)
            Part_NeedsLock(now, ref stripe);
        return decides && Judge_NeedsLock(now, hint: null);
    }

    private bool Failed_NeedsLock(long permit, long started, long now, in FailedAttempt attempt, uint stripe)
    {
        Settle_NeedsLock(now);
        bool slow = Leave_NeedsLock(permit, started, stripe) || now - started >= _settings.SlowLength;
        if (MayDecide_NeedsLock(now, slow))
            Stop_NeedsLock(now);
        _counts.Failed(now, slow, attempt.Cause);
        _counts.RecordTime(now, (now - started) / _timeUnit);
        RememberFailure_NeedsLock(now);
        return Judge_NeedsLock(now, HintOf(attempt));
    }

    /// <summary>A cell was in the way of a call: somebody else counts in it, or it is filling.</summary>
    private void Part_NeedsLock(long now, ref uint stripe)
    {
        if (_stripes.IsFilling_NeedsLock(stripe))
        {
            BeginEra_NeedsLock(now);
            return;
        }

        _stripes.Grow_NeedsLock();
        CallStripes.Move(ref stripe);
    }

    /// <summary>Begins the cells anew within a generation: what has been counted is brought where it belongs.</summary>
    private void BeginEra_NeedsLock(long now)
    {
        Volatile.Write(ref _gate, CircuitGate.InEra(_gate, ++_era));
        TakeSuccesses_NeedsLock(now, _stripes.BeginEra_NeedsLock(_gate, out long running));
        _running?.Keep_NeedsLock(running);
    }

    /// <summary>Takes the running calls that have become slow; true if the circuit has not been judged by them yet.</summary>
    private bool NoticeSlowCalls_NeedsLock(long now)
    {
        if (_running!.IsBehind_NeedsLock(now))
        {
            // Whoever sees the new era must not take its epoch for the old one: until all is done, nobody passes without asking.
            _running.Stop_NeedsLock();
            BeginEra_NeedsLock(now);
            _hasUnjudged |= _running.Advance_NeedsLock(now);
        }

        return _hasUnjudged;
    }

    private void RememberFailure_NeedsLock(long now)
    {
        _quietSuccesses = 0;
        _lastFailure = now;
    }

    /// <summary>
    /// Has everybody wait for the lock until the circuit has been judged, and counts whoever came before: what is being counted meanwhile
    /// could turn the scale, or miss that it is to be looked at.
    /// </summary>
    private void Stop_NeedsLock(long now)
    {
        Volatile.Write(ref _gate, CircuitGate.Asking(_gate));
        BeginEra_NeedsLock(now);
    }

    /// <summary>Opens the circuit if a threshold is reached; true if it did.</summary>
    private bool Judge_NeedsLock(long now, TimeSpan? hint)
    {
        CircuitTransitionReason? reason = _state == CircuitState.Closed ? Threshold_NeedsLock(now) : null;
        Volatile.Write(ref _lookAt, _watches ? long.MinValue : _bucketEnd);
        if (reason is { } reached)
        {
            Open_NeedsLock(reached, now, hint);
            return true;
        }

        if (!CircuitGate.Ramps(_gate))
            Volatile.Write(ref _gate, CircuitGate.WithoutAsking(_gate));
        return false;
    }

    /// <summary>Whether one more failure could reach a threshold; true more often than it does.</summary>
    private bool MayDecide_NeedsLock(long now, bool slow)
    {
        if (_counts.Streak + 1L >= _settings.ConsecutiveFailures)
            return true;
        CircuitSums sums = _counts.Sums(now, _running?.Overdue ?? 0);
        sums = new(sums.Calls + (_counts.IsFull ? 0 : 1), sums.Failures + 1, sums.Slow + (slow ? 1 : 0));
        return sums.FailuresReach(_settings.FailureRatio) || (_settings.WatchesSlowCalls && sums.SlowReach(_settings.SlowRatio));
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
