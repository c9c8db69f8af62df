namespace Resilience.FanOut;

/// <summary>Counts the calls of one dependency.</summary>
internal sealed class StatisticsKeeper
{
    private readonly Lock _gate = new();
    private TimeProvider _clock = TimeProvider.System;
    private long _successes;
    private long _failures;
    private long _timeouts;
    private long _rejections;
    private int _failuresInARow;
    private int _successesInARow;
    private TimeSpan _total;
    private long? _lastFailureAt;
    private long? _lastSuccessAt;
    private string? _lastCode;
    private Exception? _lastError;

    /// <summary>What the last failure threw; null if there was none.</summary>
    public Exception? LastError
    {
        get
        {
            lock (_gate)
                return _lastError;
        }
    }

    /// <summary>Counts a call that has ended at a timestamp of the clock.</summary>
    public void Add<T>(in Outcome<T> outcome, TimeSpan duration, long at, TimeProvider clock)
    {
        _clock = clock;
        if (outcome.IsSuccess)
            Succeeded(duration, at);
        else if (outcome.IsRejected)
            Refused();
        else if (outcome.IsFailure)
            Failed(outcome.Exception!, outcome.Code!, duration, at);
    }

    public void Reset()
    {
        lock (_gate)
        {
            (_successes, _failures, _timeouts, _rejections) = (0, 0, 0, 0);
            (_failuresInARow, _successesInARow, _total) = (0, 0, TimeSpan.Zero);
            (_lastFailureAt, _lastSuccessAt, _lastCode, _lastError) = (null, null, null, null);
        }
    }

    public DependencyStatistics Snapshot()
    {
        lock (_gate)
        {
            long calls = _successes + _failures;
            return new()
            {
                TotalCalls = calls,
                Successes = _successes,
                Failures = _failures,
                Timeouts = _timeouts,
                Rejections = _rejections,
                ConsecutiveFailures = _failuresInARow,
                ConsecutiveSuccesses = _successesInARow,
                LastFailureAt = TimeOf(_lastFailureAt),
                LastSuccessAt = TimeOf(_lastSuccessAt),
                LastFailureCode = _lastCode,
                AverageDuration = calls == 0 ? TimeSpan.Zero : _total / calls,
            };
        }
    }

    private void Succeeded(TimeSpan duration, long at)
    {
        lock (_gate)
        {
            _successes++;
            _successesInARow++;
            _failuresInARow = 0;
            _lastSuccessAt = at;
            _total += duration;
        }
    }

    private void Failed(Exception error, string code, TimeSpan duration, long at)
    {
        lock (_gate)
        {
            _failures++;
            _timeouts += code == ErrorCodes.Timeout ? 1 : 0;
            _failuresInARow++;
            _successesInARow = 0;
            _lastFailureAt = at;
            _lastCode = code;
            _lastError = error;
            _total += duration;
        }
    }

    public void Refused()
    {
        lock (_gate)
            _rejections++;
    }

    // The wall clock is asked when somebody looks, not at each call.
    private DateTimeOffset? TimeOf(long? at) => at is { } moment ? _clock.GetUtcNow() - _clock.GetElapsedTime(moment) : null;
}
