namespace Resilience.Health.Modes;

/// <summary>
/// Which mode it is, of what the marks ask for: a worse one comes when a worse one has been asked for without a break for one time, a
/// better one when a better one has been for another. What comes is what is asked for then. Pure; moments are those of whoever asks.
/// </summary>
internal struct ModeDwell(long raiseAfter, long lowerAfter)
{
    private long _since;
    private int _direction;

    public OperationMode Mode { get; private set; }

    /// <summary>When to look again if nothing is asked for meanwhile; null if nothing would change.</summary>
    public readonly long? Due => _direction == 0 ? null : _since + Dwell;

    private readonly long Dwell => _direction > 0 ? raiseAfter : lowerAfter;

    /// <returns>Whether the mode changed.</returns>
    public bool Update(OperationMode wanted, long now)
    {
        int direction = Math.Sign(wanted.CompareTo(Mode));
        if (direction != _direction)
            (_direction, _since) = (direction, now);
        if (direction == 0 || now - _since < Dwell)
            return false;
        Mode = wanted;
        _direction = 0;
        return true;
    }

    /// <summary>Sets the mode at once: what was waited for before is forgotten.</summary>
    /// <returns>Whether the mode changed.</returns>
    public bool Set(OperationMode mode)
    {
        bool isChanged = mode != Mode;
        Mode = mode;
        _direction = 0;
        return isChanged;
    }
}
