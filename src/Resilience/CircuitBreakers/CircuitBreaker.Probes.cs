using Resilience.CircuitBreakers;

namespace Resilience;

// Half-open: a few calls pass, each in a slot of its own, and what becomes of them decides.
public sealed partial class CircuitBreaker
{
    private ProbeSlots _probes;
    private int _probeSuccesses;
    private long _halfOpenDue;

    private Rejection? TakeProbe_NeedsLock(long now, out long permit)
    {
        permit = CircuitGate.NoPermit;
        if (_probes.IsAnyOut && now >= _halfOpenDue)
        {
            Reopen_NeedsLock(CircuitTransitionReason.ProbeTimeout, now, hint: null);
            return _open;
        }

        if (_probes.AreAllOut)
            return _open;

        // Nobody waits for anybody while no probe is out.
        if (!_probes.IsAnyOut)
            AwaitProbes_NeedsLock(now);
        permit = CircuitGate.Probe(_gate, _probes.Take());
        return null;
    }

    private bool ProbeSucceeded_NeedsLock(long permit, long started, long now)
    {
        if (!_probes.TryReturn(CircuitGate.SlotOf(permit)))
            return false;
        _stripes.Of(0).LastAt = now;
        _quietSuccesses++;
        if (now - started >= _settings.SlowLength)
        {
            Reopen_NeedsLock(CircuitTransitionReason.ProbeSlow, now, hint: null);
            return true;
        }

        AwaitProbes_NeedsLock(now);
        if (++_probeSuccesses < _settings.SuccessesToClose)
            return false;
        Move_NeedsLock(CircuitState.Closed, CircuitTransitionReason.ProbesSucceeded, now);
        return true;
    }

    private bool ProbeFailed_NeedsLock(long permit, long started, long now, in FailedAttempt attempt)
    {
        if (!_probes.TryReturn(CircuitGate.SlotOf(permit)))
            return false;
        Settle_NeedsLock(now);
        _counts.Failed(now, now - started >= _settings.SlowLength, attempt.Cause);
        Reopen_NeedsLock(CircuitTransitionReason.ProbeFailed, now, HintOf(attempt));
        RememberFailure_NeedsLock(now);
        return true;
    }

    private void AwaitProbes_NeedsLock(long now) =>
        Volatile.Write(ref _halfOpenDue, now + _timeline.Units(_settings.HalfOpenTimeout));

    private void Reopen_NeedsLock(CircuitTransitionReason reason, long now, TimeSpan? hint)
    {
        if (_reopens < int.MaxValue)
            _reopens++;
        Open_NeedsLock(reason, now, hint);
    }
}
