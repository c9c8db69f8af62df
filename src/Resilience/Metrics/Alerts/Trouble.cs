namespace Resilience.Metrics.Alerts;

/// <summary>
/// Decides when a condition has held for long enough to be told, and when it is over. Not synchronised: its owner holds a lock.
/// </summary>
internal sealed class Trouble(long patience)
{
    private long? _since;
    private bool _isTold;

    /// <summary>Null if there is nothing to tell; true when the trouble is to be told, false when it is over.</summary>
    public bool? Look(bool isBad, long now)
    {
        if (!isBad)
        {
            _since = null;
            bool wasTold = _isTold;
            _isTold = false;
            return wasTold ? false : null;
        }

        _since ??= now;
        if (_isTold || now - _since < patience)
            return null;
        _isTold = true;
        return true;
    }
}
