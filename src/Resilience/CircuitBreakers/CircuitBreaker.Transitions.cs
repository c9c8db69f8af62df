using Resilience.CircuitBreakers;

namespace Resilience;

// The ways between the states. The gate is written first; what is counted after that belongs to the new generation or to none.
public sealed partial class CircuitBreaker
{
    private CircuitState _state;
    private long _generation;
    private long _openUntil;
    private long _closedAt;
    private int _reopens;
    private TaskCompletionSource? _closed;
    private long _foreignWall;

    private static bool LetsPass(CircuitState state) =>
        state is CircuitState.Closed or CircuitState.Disabled or CircuitState.MetricsOnly;

    /// <summary>Opens the circuit for a time that was given, or for as long as it is the turn of.</summary>
    private void Open_NeedsLock(CircuitTransitionReason reason, long now, TimeSpan? hint, TimeSpan? given = null)
    {
        TimeSpan duration = given ?? _settings.Break.Next(_reopens, hint);
        CircuitBreakArguments? ask = null;
        if (_settings.Generator is not null && reason != CircuitTransitionReason.Tripped)
        {
            CircuitSums sums = _counts.Sums(now, overdue: 0);
            ask = new(reason, _reopens, duration, sums.FailureRatio, sums.Failures, hint);
        }

        Volatile.Write(ref _openUntil, now + _timeline.Units(duration));
        Move_NeedsLock(CircuitState.Open, reason, now, duration, ask: ask);
    }

    private void Move_NeedsLock(
        CircuitState to,
        CircuitTransitionReason reason,
        long now,
        TimeSpan? duration = null,
        string? holder = null,
        CircuitBreakArguments? ask = null)
    {
        CircuitState from = _state;
        _state = to;
        bool ramps = reason == CircuitTransitionReason.ProbesSucceeded && _settings.RampLength > 0;
        Volatile.Write(ref _closedAt, now);
        _probes.Clear();
        _probeSuccesses = 0;
        BeginGeneration_NeedsLock(now, ramps);
        if (LetsPass(to))
        {
            _reopens = 0;
            _closed?.TrySetResult();
            _closed = null;
        }

        Outbox_NeedsLock.Add_NeedsLock(new(Name, from, to, reason, WallTime_NeedsLock(), _generation, duration, holder), ask, now);
    }

    /// <summary>Makes every permit that is out worthless, and counts anew if there is anything to count.</summary>
    private void BeginGeneration_NeedsLock(long now, bool ramps)
    {
        _generation++;
        Volatile.Write(ref _gate, CircuitGate.Of(++_era, _generation, _state, ramps));
        TakeSuccesses_NeedsLock(now, _stripes.BeginEra_NeedsLock(_gate, out _));
        _running?.Restart_NeedsLock(_generation);
        _hasUnjudged = false;
        if (_state is not (CircuitState.Closed or CircuitState.MetricsOnly))
            return;
        _watches = false;
        Volatile.Write(ref _counts, new(_settings, now));
        _bucketEnd = _counts.BucketEnd(now);
        Volatile.Write(ref _lookAt, _bucketEnd);
    }

    /// <summary>Asks the user for breaks and tells of transitions; outside of the lock.</summary>
    private void AfterTransition()
    {
        if (_settings.Generator is not null && NextRequest() is { } request)
            AskForBreak(request);

        _outbox?.Drain();
    }

    private BreakRequest? NextRequest()
    {
        lock (_lock)
            return _outbox?.NextRequest_NeedsLock();
    }

    private void AskForBreak(BreakRequest request)
    {
        TimeSpan duration = request.Arguments.Computed;
        try
        {
            duration = BreakSchedule.Accept(_settings.Generator!(request.Arguments), duration);
        }
        catch (Exception exception)
        {
            _outbox!.ReportFault(exception);
        }

        lock (_lock)
        {
            if (_outbox!.TryAnswer_NeedsLock(request, duration))
                Volatile.Write(ref _openUntil, request.Began + _timeline.Units(duration));
        }
    }

    /// <summary>
    /// Reads the wall clock, for transitions to tell, outside of the lock: one that is not the system's is users' code. If it throws, its
    /// last reading serves: people read it, and nothing depends on it.
    /// </summary>
    private void LookAtWall()
    {
        if (_timeProvider == TimeProvider.System)
            return;
        try
        {
            Volatile.Write(ref _foreignWall, _timeProvider.GetUtcNow().UtcTicks);
        }
        catch (Exception exception)
        {
            Audience.Tell(Telemetry.ResilienceEventKind.CallbackFailed, Name, exception: exception);
        }
    }

    private DateTimeOffset WallTime_NeedsLock() =>
        _timeProvider == TimeProvider.System ? _timeProvider.GetUtcNow() : new(Volatile.Read(ref _foreignWall), TimeSpan.Zero);
}
