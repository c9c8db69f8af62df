using System.Runtime.CompilerServices;
using Resilience.CircuitBreakers;

namespace Resilience;

// What becomes of calls. A success that is not slow takes no lock: it is counted in a cell that carries the generation's tag.
public sealed partial class CircuitBreaker
{
    /// <summary>A call has succeeded.</summary>
    internal void Succeed(long permit, long started, ref uint stripe)
    {
        if (permit == CircuitGate.NoPermit)
            return;
        long now = _isCoarse ? Environment.TickCount64 : NowOrRelease(permit, started, ref stripe);
        if (_running is not null || now - started >= _millisecond)
            SucceedMeasured(permit, started, now, ref stripe);
        else if (now >= Volatile.Read(ref _lookAt) || !_stripes.TryCount(stripe, ref _gate, permit, now))
            SucceedSlowly(permit, started, now, hasLeft: false, ref stripe);
    }

    /// <summary>A call has failed.</summary>
    /// <param name="permit">The permit.</param>
    /// <param name="started">When it was given.</param>
    /// <param name="attempt">What failed.</param>
    /// <param name="isJudged">Whether a predicate of the breaker's own has said so.</param>
    /// <param name="stripe">Where to count.</param>
    internal void Fail(long permit, long started, in FailedAttempt attempt, bool isJudged, ref uint stripe)
    {
        if (permit == CircuitGate.NoPermit)
            return;
        bool counts = false;
        long now = 0;
        try
        {
            if (isJudged || (!attempt.IsRejected && _settings.Handle.Matches(attempt)))
            {
                now = _timeline.Now;
                counts = true;
            }
        }
        finally
        {
            // Neither a filter nor a clock that throws may keep a probe.
            if (!counts)
                Release(permit, started, ref stripe);
        }

        if (counts)
            FailHandled(permit, started, now, attempt, ref stripe);
    }

    /// <summary>Nothing is known of a call, or it says nothing of the dependency.</summary>
    internal void Release(long permit, long started, ref uint stripe)
    {
        bool isProbe = CircuitGate.IsProbe(permit);
        if (permit == CircuitGate.NoPermit || (!isProbe && (_running is null || _running.TryLeave(permit, started, ref stripe))))
            return;
        lock (_lock)
        {
            if (!Covers_NeedsLock(permit))
                return;
            if (isProbe)
                _probes.TryReturn(CircuitGate.SlotOf(permit));
            else
                _running!.LeaveOverdue_NeedsLock();
        }
    }

    private void SucceedMeasured(long permit, long started, long now, ref uint stripe)
    {
        bool hasLeft = _running is null || (!CircuitGate.IsProbe(permit) && _running.TryLeave(permit, started, ref stripe));
        long took = now - started;
        if (!hasLeft || took >= _settings.SlowLength || now >= Volatile.Read(ref _lookAt))
        {
            SucceedSlowly(permit, started, now, hasLeft, ref stripe);
            return;
        }

        // Read before the gate is, so that a time of an older generation cannot come among those of a newer one.
        CallTimes? times = Volatile.Read(ref _counts).Times;
        bool isTimed = took >= _millisecond;
        if ((isTimed && times is null) || !_stripes.TryCount(stripe, ref _gate, permit, now))
            SucceedSlowly(permit, started, now, hasLeft, ref stripe);
        else if (isTimed)
            times!.Record(took / _millisecond);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SucceedSlowly(long permit, long started, long now, bool hasLeft, ref uint stripe)
    {
        bool collided = Volatile.Read(ref _gate) == permit && now < Volatile.Read(ref _lookAt);
        bool moved;
        lock (_lock)
        {
            if (!Covers_NeedsLock(permit))
                return;
            if (CircuitGate.IsProbe(permit))
                moved = ProbeSucceeded_NeedsLock(permit, started, now);
            else
                moved = Succeeded_NeedsLock(permit, started, now, hasLeft, collided, ref stripe);
        }

        if (moved)
            AfterTransition();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FailHandled(long permit, long started, long now, in FailedAttempt attempt, ref uint stripe)
    {
        bool moved;
        lock (_lock)
        {
            if (!Covers_NeedsLock(permit))
                return;
            moved = CircuitGate.IsProbe(permit)
                ? ProbeFailed_NeedsLock(permit, started, now, attempt)
                : Failed_NeedsLock(permit, started, now, attempt, ref stripe);
        }

        if (moved)
            AfterTransition();
    }

    private long NowOrRelease(long permit, long started, ref uint stripe)
    {
        try
        {
            return _timeline.Now;
        }
        catch (Exception)
        {
            Release(permit, started, ref stripe);
            throw;
        }
    }

    /// <summary>Whether a permit is of the present generation.</summary>
    private bool Covers_NeedsLock(long permit) => CircuitGate.WithoutSlot(permit) == CircuitGate.WithoutRamp(_gate);
}
