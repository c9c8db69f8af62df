using System.Runtime.CompilerServices;
using Resilience.CircuitBreakers;

namespace Resilience;

// What becomes of calls. A success that is not slow takes no lock: it is counted in a cell that carries the era's tag.
public sealed partial class CircuitBreaker
{
    /// <summary>A call has succeeded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Succeed(long permit, long started, ref uint stripe)
    {
        long now = _isCoarse ? Environment.TickCount64 : NowOrRelease(permit, started, ref stripe);
        if (now - started >= _timeUnit
            || now >= Volatile.Read(ref _lookAt)
            || !_stripes.TrySucceed(stripe, ref _gate, permit, _inTime, now))
            SucceedOtherwise(permit, started, now, ref stripe);
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
            FailHandled(permit, started, now, attempt, stripe);
    }

    /// <summary>Nothing is known of a call, or it says nothing of the dependency.</summary>
    internal void Release(long permit, long started, ref uint stripe)
    {
        bool isProbe = CircuitGate.IsProbe(permit);
        if (permit == CircuitGate.NoPermit || (!isProbe && (_running is null || TryLeave(permit, started, stripe))))
            return;
        lock (_lock)
        {
            if (!Covers_NeedsLock(permit))
                return;
            if (isProbe)
                _probes.TryReturn(CircuitGate.SlotOf(permit));
            else
                Leave_NeedsLock(permit, started, stripe);
        }
    }

    /// <summary>A success that took long enough to be timed, or met something on its way.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SucceedOtherwise(long permit, long started, long now, ref uint stripe)
    {
        if (permit == CircuitGate.NoPermit || TrySucceedTimed(permit, started, now, stripe, out bool hasLeft))
            return;
        bool collided = Volatile.Read(ref _gate) == permit && now < Volatile.Read(ref _lookAt);
        LookAtWall();
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

    /// <summary>Counts a success without the lock, though it is to be timed, or its era has passed.</summary>
    private bool TrySucceedTimed(long permit, long started, long now, uint stripe, out bool hasLeft)
    {
        hasLeft = false;
        long took = now - started;
        bool isTimed = took >= _timeUnit;

        // Read before the gate is, so that a time of an older generation cannot come among those of a newer one.
        CallTimes? times = Volatile.Read(ref _counts).Times;
        if (took >= _settings.SlowLength || now >= Volatile.Read(ref _lookAt) || (isTimed && times is null))
            return false;
        long gate = Volatile.Read(ref _gate);
        long amount = _inTime;
        if (gate != permit)
        {
            if (_running is null || !CircuitGate.DifferByEra(gate, permit))
                return false;
            hasLeft = _running.TryLeave(CircuitGate.GenerationOf(permit), started);
            if (!hasLeft)
                return false;
            amount = CallCell.Success;
        }

        if (!_stripes.TrySucceed(stripe, ref _gate, gate, amount, now))
            return false;
        if (isTimed)
            times!.Record(took / _timeUnit);
        return true;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void FailHandled(long permit, long started, long now, in FailedAttempt attempt, uint stripe)
    {
        LookAtWall();
        bool moved;
        lock (_lock)
        {
            if (!Covers_NeedsLock(permit))
                return;
            moved = CircuitGate.IsProbe(permit)
                ? ProbeFailed_NeedsLock(permit, started, now, attempt)
                : Failed_NeedsLock(permit, started, now, attempt, stripe);
        }

        if (moved)
            AfterTransition();
    }

    /// <summary>Ends a running call, if nobody is in the way.</summary>
    private bool TryLeave(long permit, long started, uint stripe)
    {
        long gate = Volatile.Read(ref _gate);
        return CallCell.AreOfOneEra(gate, permit)
            ? _stripes.TryAdd(stripe, permit, -CallCell.Running)
            : _running!.TryLeave(CircuitGate.GenerationOf(permit), started);
    }

    /// <summary>Ends a running call; true if it had been counted among the slow ones before it ended.</summary>
    private bool Leave_NeedsLock(long permit, long started, uint stripe)
    {
        if (_running is null)
            return false;
        if (CallCell.AreOfOneEra(_gate, permit))
        {
            _stripes.Add_NeedsLock(stripe, -CallCell.Running);
            return false;
        }

        if (_running.TryLeave(CircuitGate.GenerationOf(permit), started))
            return false;
        _running.LeaveOverdue_NeedsLock();
        return true;
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
    private bool Covers_NeedsLock(long permit) => CircuitGate.GenerationOf(permit) == CircuitGate.GenerationOf(_gate);
}
