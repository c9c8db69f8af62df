namespace Resilience.RateLimiting;

// What is rare, under a lock that hot calls never meet: they only see the arrival time change.
internal sealed partial class GcraState
{
    /// <summary>
    /// Gives back permits that will not be used. The newest are as if never taken. Others can be had again as far as that leaves every
    /// stretch of time within the rate: a permit whose moment has passed is lost, and so is what those who wait behind it could not have
    /// used, for it would have overflowed the bucket before their turn.
    /// </summary>
    /// <remarks>
    /// <c>_floor</c> is the least arrival time that keeps the promise to those who wait: what it would be had each taken its permits at the
    /// moment when they fall due, from a bucket that is full before the first.
    /// </remarks>
    public void Return(in LimitGrant grant)
    {
        long cost = grant.Weight * _scale.Cost;
        lock (_gate)
        {
            while (true)
            {
                long arrival = Volatile.Read(ref _arrival);
                if (arrival == Retired)
                    return;
                // Read after the arrival time: whoever took permits at once by then has done so before this moment.
                bool isAhead = Read() < grant.Due;
                long least = arrival == grant.Mark && _epoch == grant.Epoch ? arrival - cost
                    : isAhead ? Math.Max(arrival - cost, _floor)
                    : arrival;
                if (least >= arrival)
                    return;
                if (Interlocked.CompareExchange(ref _arrival, least, arrival) != arrival)
                    continue;
                Interlocked.Add(ref _skipped, least - arrival);
                _epoch++;
                return;
            }
        }
    }

    /// <summary>Empties the bucket, and keeps the next permit back until <paramref name="wait"/> has passed, if that is given.</summary>
    public LimitAnswer Drain(long? wait)
    {
        lock (_gate)
        {
            // First, so that nobody who sees the arrival time takes what was filled ahead.
            Volatile.Write(ref _fullUntil, long.MinValue);
            while (true)
            {
                long arrival = Volatile.Read(ref _arrival);
                if (arrival == Retired)
                    return LimitAnswer.Retired;
                long now = Read();
                long drained = (wait is { } units ? ((now + units) * _scale.Multiplier) - _scale.Cost : now * _scale.Multiplier)
                    + _scale.Capacity;
                if (drained <= arrival)
                    return LimitAnswer.Given;
                Interlocked.Add(ref _skipped, drained - arrival);
                if (Interlocked.CompareExchange(ref _arrival, drained, arrival) == arrival)
                    return LimitAnswer.Given;
                Interlocked.Add(ref _skipped, arrival - drained);
            }
        }
    }

    /// <summary>
    /// Hands over to a state with another rate: as many permits are missing there as are here. This state gives nothing any more.
    /// </summary>
    public GcraState Change(GcraScale scale, int burst)
    {
        lock (_gate)
        {
            long arrival = Interlocked.Exchange(ref _arrival, Retired);
            long given = _givenBefore + ((arrival - Volatile.Read(ref _skipped)) / _scale.Cost);
            long now = Read();
            long missing = Math.Max(0, arrival - Math.Max(now * _scale.Multiplier, _fullUntil));
            Int128 moved = (((Int128)missing * scale.Cost) + _scale.Cost - 1) / _scale.Cost;
            long limit = scale.Capacity + (_clock.Units(Timing.Require.LongestWait) * scale.Multiplier);
            return new(_clock, scale, burst, (now * scale.Multiplier) + (long)Int128.Min(moved, limit), given);
        }
    }

    /// <summary>How many permits could be taken now.</summary>
    public int Available()
    {
        long arrival = Volatile.Read(ref _arrival);
        long now = Math.Max(Read() * _scale.Multiplier, Volatile.Read(ref _fullUntil));
        long missing = Math.Max(0, arrival - now);
        return (int)(Math.Max(0, _scale.Capacity - missing) / _scale.Cost);
    }
}
