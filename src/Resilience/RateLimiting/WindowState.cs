using System.Runtime.CompilerServices;

namespace Resilience.RateLimiting;

/// <summary>
/// A sliding window, counted in segments. A permit counts from the segment in which it falls due until a whole window has passed since the
/// end of that segment, so no stretch of time as long as the window ever has more than are allowed.
/// </summary>
/// <remarks>
/// One number serves the hot path: in its upper half the segment of the present, in its lower one the permits in use. Permits are taken by
/// an exchange on it, as long as the segment lasts. Everything else happens under the lock: the number is closed, so that nobody takes
/// permits meanwhile, and opened again. The coarse clock is enough in the middle of a segment.
/// <code>
///    index   h-n  …  h-1   h   h+1  h+2 …
///           [ 3 | 0 | 5 | 1 ]                 taken: a ring of n+1 segments; h is the present
///                            | 2 |   | 4 |    promised for later: a list
/// </code>
/// The permits in use are those of the fullest window that contains the present: there may be promises that a call now would get in the
/// way of.
/// </remarks>
internal sealed partial class WindowState : LimitState
{
    private const uint Closed = uint.MaxValue - 1;
    private const uint Retired = uint.MaxValue;
    private const long LeastLengthPerLag = 4;

    private readonly WindowShape _shape;
    private readonly int _permits;
    private readonly bool _readsCoarse;
    private long _word;
    private long _start;

    /// <summary>A window in which nothing was taken.</summary>
    public WindowState(LimitClock clock, Lock gate, WindowShape shape, int permits)
        : base(clock, gate)
    {
        _shape = shape;
        _permits = permits;
        _readsCoarse = clock.HasCoarse && shape.Length / LeastLengthPerLag >= clock.Lag;
        _taken = new long[shape.Count + 1];
        _head = shape.First;
        _start = shape.Origin;
        _word = Word(0);
    }

    /// <inheritdoc/>
    public override int Most => _permits;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool TryTakeFast(int weight, out long mark)
    {
        // The number first: whoever moves to the next segment changes it first.
        long word = Volatile.Read(ref _word);
        mark = word >>> 32;
        if (!_readsCoarse || !Clock.TryReadCoarse(out long now))
            return false;
        long offset = now - Volatile.Read(ref _start);
        return offset >= Clock.Lag
            && offset < _shape.Length - Clock.Lag
            && weight >= 0
            && (uint)word + (long)weight <= _permits
            && Interlocked.CompareExchange(ref _word, word + weight, word) == word;
    }

    /// <inheritdoc/>
    public override LimitAnswer Take(int weight, long patience, out LimitGrant grant)
    {
        while (true)
        {
            long word = Volatile.Read(ref _word);
            long now = Clock.Now;
            grant = new(weight, now, 0, word >>> 32);
            if ((uint)word == Retired)
                return LimitAnswer.Retired;
            if ((uint)word + (long)weight > _permits || now - Volatile.Read(ref _start) >= _shape.Length)
            {
                lock (Gate)
                    return Take_NeedsLock(patience, ref grant);
            }

            // A clock may be behind the segment by a little: later is the safe side.
            if (Interlocked.CompareExchange(ref _word, word + weight, word) == word)
                return LimitAnswer.Given;
        }
    }

    private LimitAnswer Take_NeedsLock(long patience, ref LimitGrant grant)
    {
        if (!TryClose_NeedsLock())
            return LimitAnswer.Retired;
        long now = grant.Due;
        Advance_NeedsLock(now);
        bool isGiven = !IsBlocked && Used_NeedsLock() + grant.Weight <= _permits;
        if (isGiven)
        {
            grant = grant with { Mark = (uint)_head };
            _taken[Slot(_head)] += grant.Weight;
        }
        else
        {
            long index = Place_NeedsLock(grant.Weight);
            long due = Math.Max(_shape.StartOf(index), _blockedUntil);
            grant = grant with { Due = due, Wait = due - now, Mark = (uint)index };
            isGiven = grant.Wait <= patience;
            if (isGiven)
                grant = grant with { Promise = Promise_NeedsLock(index, grant.Weight) };
        }

        _given += isGiven ? grant.Weight : 0;
        Open_NeedsLock();
        return isGiven ? LimitAnswer.Given : LimitAnswer.Refused;
    }

    private long Word(long used) => ((long)(uint)_head << 32) | (uint)used;
}
