using System.Runtime.CompilerServices;

namespace Resilience.RateLimiting;

/// <summary>
/// A token bucket as one number: the generic cell rate algorithm of ATM networks (ITU-T I.371, virtual scheduling), told for software by
/// Brandur Leach ("Rate limiting, cells, and GCRA"). The number is the theoretical arrival time: when the bucket would be full again.
/// Permits may be taken while that is at most <c>Capacity</c> ahead, and move it by their cost.
/// </summary>
/// <remarks>
/// Whatever is given keeps to this: over any stretch of time, permits ≤ burst + rate × time, by the moments at which they fall due. It
/// follows from another sentence, which every change of the arrival time must leave true: for each permit that was given and not given back,
/// the arrival time is at least the moment at which it falls due plus the cost of all that fall due since.
/// <para>
/// The coarse clock is enough to see that a bucket is neither full nor empty. One that is full needs the exact clock, or would lose what
/// came in the meantime. A fast one (thousands of permits in a tick of the coarse clock) is therefore filled ahead: the arrival time is put
/// into the future, by so little that the burst hardly notices, so that the coarse clock serves the next calls. If the bucket runs empty
/// before that moment, what has not passed of it is given up again.
/// </para>
/// </remarks>
internal sealed partial class GcraState : LimitState
{
    // So far away, and yet no sum with them wraps around.
    private const long Never = long.MinValue / 2;
    private const long Retired = long.MinValue / 2;

    // For the coarse clock to be worth a look, and for what is filled ahead to be little beside the burst.
    private const long LeastCapacityPerLag = 4;
    private const long LeastCapacityPerLagAhead = 64;
    private const long LeastPermitsPerLagAhead = 100;
    private const long LagsAhead = 3;

    private readonly GcraScale _scale;
    private readonly int _burst;
    private readonly long _slack;
    private readonly long _coarseCapacity;
    private readonly long _ahead;
    private long _arrival;
    private long _lowered;
    private long _fullUntil = Never;
    private long _fullFrom;
    private volatile bool _isStale;

    /// <summary>A full bucket.</summary>
    public GcraState(LimitClock clock, Lock gate, GcraScale scale, int burst)
        : this(clock, gate, scale, burst, 0)
    {
    }

    private GcraState(LimitClock clock, Lock gate, GcraScale scale, int burst, long arrival)
        : base(clock, gate)
    {
        _scale = scale;
        _burst = burst;
        _arrival = _skipped = _before = _folded = arrival;
        _slack = clock.Lag * scale.Multiplier;
        _coarseCapacity = clock.HasCoarse && scale.Capacity / LeastCapacityPerLag >= _slack ? scale.Capacity - _slack : long.MinValue;
        _ahead = clock.HasCoarse
            && scale.Capacity / LeastCapacityPerLagAhead >= _slack
            && scale.Cost <= _slack / LeastPermitsPerLagAhead ? _slack * LagsAhead : 0;
    }

    /// <inheritdoc/>
    public override int Most => _burst;

    /// <summary>Costs one exchange.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool TryTakeFast(int weight, out long mark)
    {
        // First, so that a refund takes too many rather than too few to have been given since.
        long lowered = Volatile.Read(ref _lowered);
        long arrival = Volatile.Read(ref _arrival);
        long next = arrival + (weight * _scale.Cost);
        mark = next + lowered;
        if (_coarseCapacity < 0 || (uint)weight > (uint)_burst || !Clock.TryReadCoarse(out long reading))
            return false;
        long now = reading * _scale.Multiplier;
        return arrival - now >= _slack
            && next - now <= _coarseCapacity
            && Interlocked.CompareExchange(ref _arrival, next, arrival) == arrival;
    }

    /// <inheritdoc/>
    public override LimitAnswer Take(int weight, long patience, out LimitGrant grant)
    {
        long cost = weight * _scale.Cost;
        bool fillsAhead = _ahead > 0 && cost <= _scale.Capacity / 2;
        while (true)
        {
            long lowered = Volatile.Read(ref _lowered);
            long arrival = Volatile.Read(ref _arrival);
            long reading = Read();
            long now = reading * _scale.Multiplier;
            long next = arrival + cost;
            grant = new(weight, reading, 0, next + lowered);
            if (arrival == Retired)
                return LimitAnswer.Retired;
            if (arrival <= (fillsAhead ? now + _slack : now))
            {
                if (TryStart(arrival, now, fillsAhead ? now + _ahead : now, ref grant))
                    return LimitAnswer.Given;
            }
            else if (next - _scale.Capacity <= now)
            {
                if (Interlocked.CompareExchange(ref _arrival, next, arrival) == arrival)
                    return LimitAnswer.Given;
            }
            else if (_isStale || Volatile.Read(ref _fullUntil) > now)
            {
                lock (Gate)
                    Settle_NeedsLock();
            }
            else
            {
                long due = CeilingOf(next - _scale.Capacity);
                grant = grant with { Due = due, Wait = due - reading };
                if (grant.Wait <= patience)
                {
                    if (TryPromise(arrival, ref grant))
                        return LimitAnswer.Given;
                }
                else if (Volatile.Read(ref _arrival) == arrival)
                {
                    return LimitAnswer.Refused;
                }
            }
        }
    }

    /// <summary>
    /// Takes permits from a full bucket, which has lost what would have come since it was full, or from one that is nearly so and is filled
    /// ahead until <paramref name="start"/>.
    /// </summary>
    private bool TryStart(long arrival, long now, long start, ref LimitGrant grant)
    {
        long next = start + (grant.Weight * _scale.Cost);
        lock (Gate)
        {
            if (Volatile.Read(ref _arrival) != arrival)
                return false;
            _fullFrom = Math.Max(arrival, now);

            // First, so that nobody who sees the arrival time takes the bucket for emptier than it is.
            Volatile.Write(ref _fullUntil, start > now ? start : Never);
            if (Interlocked.CompareExchange(ref _arrival, next, arrival) != arrival)
            {
                Volatile.Write(ref _fullUntil, Never);
                return false;
            }

            _skipped += start - arrival;
            Forget_NeedsLock(next);
            grant = grant with { Mark = next + _lowered };
            return true;
        }
    }

    /// <summary>The present. After a lifetime of the scale it stands still.</summary>
    private long Read() => Math.Min(Clock.Now, long.MaxValue / 2 / _scale.Multiplier);

    private long CeilingOf(long units) => (units + _scale.Multiplier - 1) / _scale.Multiplier;
}
