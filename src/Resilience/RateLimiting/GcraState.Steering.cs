namespace Resilience.RateLimiting;

// What is asked of a limit from outside.
internal sealed partial class GcraState
{
    /// <inheritdoc/>
    public override (int Available, long Given) Look_NeedsLock()
    {
        Settle_NeedsLock();
        long arrival = Volatile.Read(ref _arrival);
        long missing = Math.Max(0, arrival - (Read() * _scale.Multiplier));
        return ((int)(Math.Max(0, _scale.Capacity - missing) / _scale.Cost), _givenBefore + ((arrival - _skipped) / _scale.Cost));
    }

    /// <inheritdoc/>
    public override void Drain_NeedsLock(long? wait)
    {
        Settle_NeedsLock();
        long arrival;
        long drained;
        do
        {
            arrival = Volatile.Read(ref _arrival);
            long now = Read();
            drained = (wait is { } units ? ((now + units) * _scale.Multiplier) - _scale.Cost : now * _scale.Multiplier) + _scale.Capacity;
            drained = Math.Max(drained, arrival);
        }
        while (Interlocked.CompareExchange(ref _arrival, drained, arrival) != arrival);

        _skipped += drained - arrival;
        Forget_NeedsLock(drained);
        _deadMark = drained + _lowered;
    }

    /// <summary>
    /// Hands over to a state with another rate: as many permits are missing there as are here, and promises are kept. This state gives
    /// nothing any more.
    /// </summary>
    public GcraState Change_NeedsLock(GcraScale scale, int burst)
    {
        Settle_NeedsLock();
        long reading = Read();
        long arrival = Interlocked.Exchange(ref _arrival, Retired);
        Sync_NeedsLock(arrival, reading);
        var next = new GcraState(Clock, Gate, scale, burst, Moved(arrival, reading, scale))
        {
            _promises = _promises,
            _before = Moved(_before, reading, scale),
            _givenBefore = _givenBefore + ((arrival - _skipped) / _scale.Cost),
        };

        // Marks go on from here, so that what was given before is known to be older.
        next._deadMark = arrival + _lowered;
        next._lowered = next._deadMark - next._arrival;
        if (_promises.Count > 0)
            next._lastDue = next._mixedUntil = _promises.Max(static promise => promise.Due) * scale.Multiplier;
        return next;
    }

    /// <summary>The arrival time under another rate that leaves as many permits missing.</summary>
    private long Moved(long arrival, long reading, GcraScale scale)
    {
        long missing = Math.Max(0, arrival - (reading * _scale.Multiplier));
        Int128 moved = (((Int128)missing * scale.Cost) + _scale.Cost - 1) / _scale.Cost;
        long limit = scale.Capacity + (Clock.Units(Timing.Require.LongestWait) * scale.Multiplier);
        return (reading * scale.Multiplier) + (long)Int128.Min(moved, limit);
    }
}
