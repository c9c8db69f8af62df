namespace Resilience.FanOut.Failover;

/// <summary>
/// Whether a provider is worth asking, from how its calls went: after so many failures in a row it is left alone for a time, then tried by
/// one call at a time, and available again after so many trials that succeeded. Each trial that fails doubles the time, up to a limit.
/// Pure, but for the lock; moments are those of whoever asks.
/// </summary>
internal sealed class Availability(int failuresToLeave, int successesToReturn, long recovery, long maxRecovery)
{
    private readonly Lock _gate = new();
    private int _failures;
    private int _successes;
    private long _rest;
    private long _restUntil;
    private bool _isOnTrial;
    private volatile bool _isAvailable = true;

    public bool IsAvailable => _isAvailable;

    /// <summary>What is left of the time in which it is left alone; null if it is available.</summary>
    public long? RestLeft(long now)
    {
        lock (_gate)
            return _isAvailable ? null : Math.Max(0, _restUntil - now);
    }

    /// <summary>Takes the place of the trial, if there is one to be made now. It must end in one of the methods below.</summary>
    public bool TryBeginTrial(long now)
    {
        lock (_gate)
        {
            if (_isAvailable || _isOnTrial || now < _restUntil)
                return false;
            return _isOnTrial = true;
        }
    }

    /// <returns>Whether it has become available.</returns>
    public bool Succeeded(bool wasTrial)
    {
        if (_isAvailable && Volatile.Read(ref _failures) == 0)
            return false;
        lock (_gate)
        {
            _failures = 0;
            if (!wasTrial)
                return false;
            _isOnTrial = false;
            if (_isAvailable || ++_successes < successesToReturn)
                return false;
            Return_NeedsLock();
            return true;
        }
    }

    /// <returns>Whether it has become unavailable.</returns>
    public bool Failed(bool wasTrial, long now)
    {
        lock (_gate)
        {
            if (wasTrial)
            {
                _isOnTrial = false;
                if (_isAvailable)
                    return false;
                _successes = 0;
                _rest = Math.Min(_rest * 2, maxRecovery);
                _restUntil = now + _rest;
                return false;
            }

            if (!_isAvailable || ++_failures < failuresToLeave)
                return false;
            _isAvailable = false;
            _successes = 0;
            _rest = recovery;
            _restUntil = now + _rest;
            return true;
        }
    }

    /// <summary>A call that says nothing about the provider: cancelled, or refused on this side.</summary>
    public void Passed(bool wasTrial)
    {
        if (!wasTrial)
            return;
        lock (_gate)
            _isOnTrial = false;
    }

    /// <returns>Whether it has become available.</returns>
    public bool Reset()
    {
        lock (_gate)
        {
            bool isChanged = !_isAvailable;
            Return_NeedsLock();
            return isChanged;
        }
    }

    private void Return_NeedsLock()
    {
        _failures = _successes = 0;
        _isAvailable = true;
    }
}
