using System.Runtime.CompilerServices;

namespace Resilience.RateLimiting;

/// <summary>
/// A token bucket as one number: the generic cell rate algorithm of ATM networks (ITU-T I.371, virtual scheduling), told for software by
/// Brandur Leach ("Rate limiting, cells, and GCRA"). The number is the theoretical arrival time: when the bucket would be full again.
/// Permits may be taken while that is at most <c>Capacity</c> ahead, and move it by their cost.
/// </summary>
/// <remarks>
/// Whatever is given keeps to this: over any stretch of time, permits ≤ burst + rate × time, by the moments at which they fall due. The
/// moments lie behind the arrival time by no more than the capacity, and it never falls below the sum of what was given since any of them.
/// <para>
/// Under the system clock a full bucket is filled ahead: its arrival time is put a few ticks of the coarse clock into the future, and until
/// then (<c>_fullUntil</c>) nothing is refilled, but the whole burst can be had. So the coarse clock, which only needs to know that the
/// bucket is not full and not empty, serves the next calls.
/// </para>
/// </remarks>
internal sealed partial class GcraState
{
    private const long Retired = long.MinValue;

    // What is filled ahead costs as much refill at worst, so it must be little beside the burst.
    private const long LeastCapacityPerLag = 32;
    private const long LagsAhead = 4;

    private readonly LimitClock _clock;
    private readonly GcraScale _scale;
    private readonly int _burst;
    private readonly long _slack;
    private readonly long _coarseCapacity;
    private readonly long _ahead;
    private readonly long _givenBefore;
    private readonly Lock _gate = new();
    private long _arrival;
    private long _skipped;
    private long _fullUntil = long.MinValue;
    private long _floor = long.MinValue;
    private int _epoch;

    /// <summary>A bucket.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="scale">The rate and the burst.</param>
    /// <param name="burst">The burst in permits.</param>
    /// <param name="arrival">When it will be full.</param>
    /// <param name="givenBefore">What <see cref="Given"/> starts with.</param>
    public GcraState(LimitClock clock, GcraScale scale, int burst, long arrival = 0, long givenBefore = 0)
    {
        _clock = clock;
        _scale = scale;
        _burst = burst;
        _arrival = _skipped = arrival;
        _givenBefore = givenBefore;
        _slack = clock.Lag * scale.Multiplier;
        bool readsCoarse = clock.HasCoarse && scale.Capacity / LeastCapacityPerLag >= _slack;
        _ahead = readsCoarse ? _slack * LagsAhead : 0;
        _coarseCapacity = readsCoarse ? scale.Capacity - _slack : long.MinValue;
    }

    /// <summary>The burst in permits: nobody can ever have more at once.</summary>
    public int Burst => _burst;

    /// <summary>
    /// The permits given so far. Nobody counts them: they are what moved the arrival time, less what else did, which is written down first,
    /// so that a look in between sees too few rather than too many.
    /// </summary>
    public long Given => _givenBefore + ((Volatile.Read(ref _arrival) - Volatile.Read(ref _skipped)) / _scale.Cost);

    /// <summary>Takes permits if the coarse clock is enough to see that they are there; costs one exchange.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryTakeCoarsely(int weight)
    {
        if (_coarseCapacity < 0 || (uint)weight > (uint)_burst || !_clock.TryReadCoarse(out long reading))
            return false;
        long arrival = Volatile.Read(ref _arrival);
        long ahead = arrival - (reading * _scale.Multiplier);
        long cost = weight * _scale.Cost;
        return ahead >= _slack
            && ahead <= _coarseCapacity - cost
            && Interlocked.CompareExchange(ref _arrival, arrival + cost, arrival) == arrival;
    }

    /// <summary>Takes permits that fall due within <paramref name="patience"/>; asks the exact clock.</summary>
    public LimitAnswer Take(int weight, long patience, out LimitGrant grant)
    {
        long cost = weight * _scale.Cost;
        while (true)
        {
            long arrival = Volatile.Read(ref _arrival);
            long reading = Read();
            long now = reading * _scale.Multiplier;
            long next = arrival + cost;
            grant = new(this, weight, reading, 0, next, _epoch);
            if (arrival == Retired)
                return LimitAnswer.Retired;
            if (arrival <= now)
            {
                long start = now + _ahead;
                grant = grant with { Mark = start + cost };
                if (_ahead == 0 ? TrySkip(arrival, start, cost) : TryFillAhead(arrival, start, cost))
                    return LimitAnswer.Given;
            }
            else if (next - _scale.Capacity <= Math.Max(now, Volatile.Read(ref _fullUntil)))
            {
                if (Interlocked.CompareExchange(ref _arrival, next, arrival) == arrival)
                    return LimitAnswer.Given;
            }
            else
            {
                long due = CeilingOf(next - _scale.Capacity);
                // A moment of the clock may be a fraction later than the permit: then the next one counts from there.
                next = Math.Max(next, (due * _scale.Multiplier) + cost);
                grant = grant with { Due = due, Wait = due - reading, Mark = next };
                if (grant.Wait > patience)
                    return LimitAnswer.Refused;
                if (TryReserve(arrival, next, cost))
                    return LimitAnswer.Given;
            }
        }
    }

    private bool TryFillAhead(long arrival, long start, long cost)
    {
        lock (_gate)
        {
            if (!TrySkip(arrival, start, cost))
                return false;
            Volatile.Write(ref _fullUntil, start);
            return true;
        }
    }

    /// <summary>Takes permits, and loses what would have come until <paramref name="start"/>.</summary>
    private bool TrySkip(long arrival, long start, long cost)
    {
        Interlocked.Add(ref _skipped, start - arrival);
        if (Interlocked.CompareExchange(ref _arrival, start + cost, arrival) == arrival)
            return true;
        Interlocked.Add(ref _skipped, arrival - start);
        return false;
    }

    private bool TryReserve(long arrival, long next, long cost)
    {
        lock (_gate)
        {
            if (!TrySkip(arrival, next - cost, cost))
                return false;
            _floor = Math.Max(Math.Min(_floor, arrival), CeilingOf(arrival + cost - _scale.Capacity) * _scale.Multiplier) + cost;
            return true;
        }
    }

    /// <summary>The present. After a lifetime of the scale it stands still.</summary>
    private long Read() => Math.Min(_clock.Now, long.MaxValue / 2 / _scale.Multiplier);

    private long CeilingOf(long units) => (units + _scale.Multiplier - 1) / _scale.Multiplier;
}
