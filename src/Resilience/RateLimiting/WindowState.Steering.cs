namespace Resilience.RateLimiting;

// What is asked of a limit from outside.
internal sealed partial class WindowState
{
    // Refunds of what was given until this segment help nobody any more.
    private long _deadIndex = Never;

    /// <inheritdoc/>
    public override (int Available, long Given) Look_NeedsLock()
    {
        Begin_NeedsLock();
        Open_NeedsLock();
        return ((int)Math.Max(0, _permits - _settled), _given);
    }

    /// <inheritdoc/>
    public override void Return_NeedsLock(in LimitGrant grant)
    {
        Begin_NeedsLock();
        Segment? promise = (grant.Promise as Segment)?.Present;
        long index = promise?.Index ?? _head - (uint)((uint)_head - (uint)grant.Mark);
        if (index <= _head)
        {
            if (index > _deadIndex)
                Add_NeedsLock(index, -grant.Weight);
        }
        else
        {
            promise!.Count -= grant.Weight;
            while (_promised.Last?.Value.Count == 0)
                _promised.RemoveLast();
        }

        Open_NeedsLock();
    }

    /// <inheritdoc/>
    /// <remarks>Afterwards it looks as if the permits had been taken evenly over the window that ends with the wait.</remarks>
    public override void Drain_NeedsLock(long? wait)
    {
        long now = Begin_NeedsLock();
        if (wait is { } units)
            _blockedUntil = Math.Max(_blockedUntil, now + units);
        _deadIndex = _head;
        Fill_NeedsLock(_shape.IndexOf(wait is null ? now : _blockedUntil), wait is null ? _permits : _permits - 1);
        Open_NeedsLock();
    }

    /// <summary>
    /// Hands over to a window of another shape. What was taken, and what is promised, counts there too. This state gives nothing any more.
    /// </summary>
    public WindowState Change_NeedsLock(int permits, long window, int segments)
    {
        long now = Begin_NeedsLock();
        Volatile.Write(ref _word, Word(Retired));
        long last = _promised.Last?.Value.Index ?? _head;
        var next = new WindowState(Clock, Gate, WindowShape.Of(window, segments, now, last + segments + 1), permits)
        {
            _given = _given,
            _blockedUntil = _blockedUntil,
        };

        // In the segment of the latest moment at which they can have been taken.
        for (long index = Oldest; index <= _head; index++)
            next.Add_NeedsLock(next._shape.IndexOf(Math.Min(now, _shape.StartOf(index + 1) - 1)), _taken[Slot(index)]);
        foreach (Segment segment in _promised)
            segment.MoveTo(next.Promise_NeedsLock(next._shape.IndexOf(_shape.StartOf(segment.Index)), segment.Count));
        next.Open_NeedsLock();
        return next;
    }

    /// <summary>Closes the state and brings it up to the present.</summary>
    private long Begin_NeedsLock()
    {
        long now = Clock.Now;
        TryClose_NeedsLock();
        Advance_NeedsLock(now);
        return now;
    }

    /// <summary>Has a total of permits counted in the window that ends with a segment: what is missing is spread over those before it.</summary>
    private void Fill_NeedsLock(long end, long total)
    {
        long first = end - _shape.Count;
        long missing = total;
        for (long index = Math.Max(first, Oldest); index <= _head; index++)
            missing -= _taken[Slot(index)];
        foreach (Segment segment in _promised)
            missing -= segment.Index >= first && segment.Index <= end ? segment.Count : 0;
        for (long index = first; index < end && missing > 0; index++)
        {
            long share = missing / (end - index);
            missing -= share;
            if (share > 0)
                Promise_NeedsLock(index, share);
        }
    }
}
