using System.Runtime.CompilerServices;
using Resilience.CircuitBreakers;

namespace Resilience;

// Lets calls in, or refuses them. While the circuit is plainly closed this is one read.
public sealed partial class CircuitBreaker
{
    /// <summary>Lets a call in if nothing is in question.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryPass(long now, out long permit, uint stripe)
    {
        // In this order: a call must not be counted in another era than that of its permit, nor in another epoch than that of its time.
        permit = Volatile.Read(ref _gate);
        return CircuitGate.IsPlain(permit)
            && (_running is null || (_running.IsPresent(now) && _stripes.TryAdd(stripe, permit, CallCell.Running)));
    }

    /// <summary>Decides about any other call.</summary>
    /// <param name="inShadow">Whether the caller will let the call pass all the same.</param>
    /// <param name="started">When the call came; read anew if that was long ago.</param>
    /// <param name="permit">The permit.</param>
    /// <param name="retryAfter">What is left of the break.</param>
    /// <param name="stripe">Where to count.</param>
    /// <returns>The refusal, or null.</returns>
    internal Rejection? EnterSlowly(bool inShadow, ref long started, out long permit, out TimeSpan? retryAfter, ref uint stripe)
    {
        permit = CircuitGate.NoPermit;
        Rejection? refusal = RefuseAtOnce(started, out retryAfter, out Doubt doubt);
        if (doubt != Doubt.None)
            return Decide(doubt, inShadow, ref started, out permit, out retryAfter, ref stripe);
        if (refusal is not null)
            CountRefusal(_stripes.Of(stripe), refusal, inShadow);
        return refusal;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Rejection? Decide(
        Doubt doubt, bool inShadow, ref long started, out long permit, out TimeSpan? retryAfter, ref uint stripe)
    {
        Rejection? refusal;
        do
        {
            LookAtWall();
            long now = started = _timeline.Now;
            bool hasDiced = doubt == Doubt.OnRamp;
            bool moved;
            lock (_lock)
            {
                long before = _generation;
                refusal = Decide_NeedsLock(ref started, out permit, hasDiced, out bool isUndecided, ref stripe);
                retryAfter = refusal == _open ? RemainingBreak(now) : null;
                moved = _generation != before;
                doubt = isUndecided ? Doubt.Any : Doubt.None;
                // Under the lock, so that nobody sees the circuit open by a call that is not counted yet.
                if (refusal is not null)
                    CountRefusal(_stripes.Of(stripe), refusal, inShadow);
            }

            if (moved)
            {
                AfterTransition();
                // The user may have been asked for another break.
                if (retryAfter is not null)
                    retryAfter = RemainingBreak(now) ?? retryAfter;
            }

            if (doubt == Doubt.None)
                return refusal;
            refusal = RefuseAtOnce(now, out retryAfter, out doubt);
        }
        while (doubt != Doubt.None);
        if (refusal is not null)
            CountRefusal(_stripes.Of(stripe), refusal, inShadow);
        return refusal;
    }

    private void CountRefusal(CallStripe stripe, Rejection refusal, bool inShadow)
    {
        if (inShadow)
            Interlocked.Increment(ref stripe.WouldHaveRejected);
        else if (refusal == _open)
            Interlocked.Increment(ref stripe.RejectedOpen);
        else
            Interlocked.Increment(ref stripe.RejectedIsolated);
    }

    /// <summary>What can be said without the lock.</summary>
    private Rejection? RefuseAtOnce(long now, out TimeSpan? retryAfter, out Doubt doubt)
    {
        retryAfter = null;
        doubt = Doubt.None;
        long gate = Volatile.Read(ref _gate);
        CircuitState state = CircuitGate.StateOf(gate);
        if (state == CircuitState.Open && Volatile.Read(ref _openUntil) - now is > 0 and long left)
        {
            retryAfter = SpanOf(left);
            return _open;
        }

        switch (state)
        {
            case CircuitState.Disabled:
                return null;
            case CircuitState.Isolated:
                return _isolated;
            case CircuitState.HalfOpen when _probes.AreAllOut && now < Volatile.Read(ref _halfOpenDue):
                return _open;
            case CircuitState.Closed when CircuitGate.Ramps(gate):
                bool isHeldBack = IsHeldBackByRamp(now);
                // What was read belongs together only if the circuit is still the same.
                if (isHeldBack && Volatile.Read(ref _gate) == gate)
                    return _open;
                doubt = isHeldBack ? Doubt.Any : Doubt.OnRamp;
                return null;
            default:
                doubt = Doubt.Any;
                return null;
        }
    }

    private bool IsHeldBackByRamp(long now)
    {
        long since = now - Volatile.Read(ref _closedAt);
        return since < _settings.RampLength && _settings.Randomizer() * _settings.RampLength >= since;
    }

    private Rejection? Decide_NeedsLock(ref long started, out long permit, bool hasDiced, out bool isUndecided, ref uint stripe)
    {
        permit = CircuitGate.NoPermit;
        isUndecided = false;
        if (_state == CircuitState.Open && started >= _openUntil)
            Move_NeedsLock(CircuitState.HalfOpen, CircuitTransitionReason.BreakElapsed, started);
        switch (_state)
        {
            case CircuitState.Disabled:
                return null;
            case CircuitState.Isolated:
                return _isolated;
            case CircuitState.Open:
                return _open;
            case CircuitState.HalfOpen:
                return TakeProbe_NeedsLock(started, out permit);
            default:
                // Users' dice are not thrown under the lock.
                isUndecided = !hasDiced && CircuitGate.Ramps(_gate) && started - _closedAt < _settings.RampLength;
                return isUndecided ? null : Pass_NeedsLock(ref started, out permit, ref stripe);
        }
    }

    /// <summary>The circuit is closed, or only measures.</summary>
    private Rejection? Pass_NeedsLock(ref long started, out long permit, ref uint stripe)
    {
        permit = CircuitGate.NoPermit;
        if (CircuitGate.Ramps(_gate) && started - _closedAt >= _settings.RampLength)
            Volatile.Write(ref _gate, CircuitGate.WithoutAsking(_gate));
        if (_running is not null)
        {
            if (CircuitGate.IsPlain(_gate) && _running.IsPresent(started))
                Part_NeedsLock(started, ref stripe);
            if (NoticeSlowCalls_NeedsLock(started))
            {
                _hasUnjudged = false;
                Settle_NeedsLock(started);
                Stop_NeedsLock(started);
                if (Judge_NeedsLock(started, hint: null))
                    return _open;
            }

            _running.LetPass_NeedsLock();
            started = _running.Clamp_NeedsLock(started);
            _stripes.Add_NeedsLock(stripe, CallCell.Running);
        }

        permit = CircuitGate.WithoutAsking(_gate);
        return null;
    }

    /// <summary>Whether no call would pass now. An open circuit whose break is over lets one through, by which it may close.</summary>
    internal bool RefusesAll => !_shadowMode && State switch
    {
        CircuitState.Isolated => true,
        CircuitState.Open => Volatile.Read(ref _openUntil) > _timeline.Now,
        _ => false,
    };

    private TimeSpan? RemainingBreak(long now) =>
        State == CircuitState.Open ? SpanOf(Math.Max(0, Volatile.Read(ref _openUntil) - now)) : null;

    private TimeSpan SpanOf(long length) =>
        _isCoarse ? new TimeSpan(length * TimeSpan.TicksPerMillisecond) : _timeline.Span(length);

    /// <summary>Whether the lock is needed to decide about a call.</summary>
    private enum Doubt
    {
        None,

        /// <summary>It is.</summary>
        Any,

        /// <summary>It is, and the dice of the ramp were thrown, in the call's favour.</summary>
        OnRamp,
    }
}
