using Microsoft.Extensions.Time.Testing;

namespace Resilience.CircuitBreakers;

/// <summary>A breaker beside its model.</summary>
internal sealed class CircuitModelRun
{
    private readonly FakeTimeProvider _clock = new();
    private readonly CircuitBreaker _breaker;
    private readonly CircuitModel _model;
    private readonly List<(CircuitPermit Permit, ModelPermit Model)> _permits = [];
    private readonly List<IDisposable> _holds = [];
    private readonly List<CircuitTransition> _told = [];

    public CircuitModelRun(CircuitBreakerOptions options)
    {
        options.Randomizer = () => _model!.Dice;
        _breaker = new CircuitBreaker(options, _clock);
        _breaker.Subscribe(_told.Add);
        _model = new CircuitModel(options);
    }

    /// <summary>Whether everything is compared after each step: to look brings the counts up to date, which must change nothing.</summary>
    public bool LooksAfterEachStep { get; init; } = true;

    public void Do(CircuitStep step, int number)
    {
        switch (step)
        {
            case CircuitStep.Enter:
                _model.Dice = number / 1001.0;
                Enter();
                break;
            case CircuitStep.Advance:
                Advance(TimeSpan.FromMilliseconds(number % 60));
                break;
            case CircuitStep.Leap:
                Advance(TimeSpan.FromMilliseconds(number * 2));
                break;
            case <= CircuitStep.Cancel:
                if (_permits.Count > 0)
                    End(step, number);
                break;
            default:
                Steer(step, number);
                break;
        }

        if (_breaker.State != _model.State)
            throw new InvalidOperationException($"after {step}: {_breaker.State}, not {_model.State}");
        if (LooksAfterEachStep)
            Compare(step.ToString());
    }

    public void Compare(string when)
    {
        CircuitBreakerSnapshot seen = _breaker.Snapshot();
        _model.Look();
        bool counts = _model.State is CircuitState.Closed or CircuitState.MetricsOnly;
        var actual = (
            seen.State, seen.Generation, seen.ProbesOut, seen.RejectedOpen, seen.RejectedIsolated, seen.SuccessesSinceLastFailure,
            (seen.Holders.Count, TicksOf(seen.LastSuccess), TicksOf(seen.LastFailure)),
            counts ? (seen.Calls, seen.Failures, seen.SlowCalls, seen.RunningSlowCalls, seen.ConsecutiveFailures) : default,
            string.Join(", ", _told.Select(static told => (told.From, told.To, told.Reason))));
        var expected = (
            _model.State, _model.Generation, _model.ProbesOut, _model.RejectedOpen, _model.RejectedIsolated, _model.Quiet,
            (_model.Holds, _model.LastSuccess, _model.LastFailure),
            counts ? ((long)_model.Calls, (long)_model.Failures, (long)_model.Slow, (long)_model.Overdue, _model.Streak) : default,
            string.Join(", ", _model.Transitions));
        if (actual != expected)
            throw new InvalidOperationException($"after {when}:\n{actual}, not\n{expected}");
        if (!seen.History.SequenceEqual(_told))
            throw new InvalidOperationException($"after {when}: the history is not what was told");
    }

    private long? TicksOf(DateTimeOffset? at) => (at - _clock.Start)?.Ticks;

    private void Enter()
    {
        (ModelPermit? expected, RejectionReason? reason, TimeSpan? retryAfter) = _model.Enter();
        bool entered = _breaker.TryEnter(out CircuitPermit permit, out Rejection? rejection, out TimeSpan? wait);
        if (entered != expected is not null || rejection?.Reason != reason || wait != retryAfter)
            throw new InvalidOperationException($"{entered} {rejection} {wait}, not {expected is not null} {reason} {retryAfter}");
        if (expected is not null)
            _permits.Add((permit, expected));
    }

    private void Advance(TimeSpan time)
    {
        _clock.Advance(time);
        _model.Advance(time.Ticks);
    }

    private void End(CircuitStep step, int number)
    {
        // Most often one of the last, sometimes one that ended long ago.
        int index = number % 4 == 0 ? number % _permits.Count : Math.Max(0, _permits.Count - 1 - (number % 3));
        (CircuitPermit permit, ModelPermit model) = _permits[index];
        TimeSpan? hint = step == CircuitStep.FailWithHint ? TimeSpan.FromMilliseconds(number * 3) : null;
        switch (step)
        {
            case CircuitStep.Succeed:
                permit.Succeed();
                _model.Succeed(model);
                break;
            case CircuitStep.Fail or CircuitStep.FailWithHint:
                permit.Fail(new Failure(FailureCause.RateLimit, FailureDisposition.Transient, hint));
                _model.Fail(model, hint);
                break;
            case CircuitStep.FailUnhandled:
                permit.Fail(new Failure(FailureCause.Data, FailureDisposition.Permanent));
                _model.Cancel(model);
                break;
            default:
                permit.Dispose();
                _model.Cancel(model);
                break;
        }
    }

    private void Steer(CircuitStep step, int number)
    {
        switch (step)
        {
            case CircuitStep.Isolate:
                _model.Isolate(_holds.Count);
                _holds.Add(_breaker.Isolate($"holder {number}"));
                break;
            case CircuitStep.Release when _holds.Count > 0:
                _model.Release(number % _holds.Count);
                _holds[number % _holds.Count].Dispose();
                break;
            case CircuitStep.Trip:
                _model.Trip();
                _breaker.Trip();
                break;
            case CircuitStep.Reset:
                _model.Reset();
                _breaker.Reset();
                break;
            case CircuitStep.Disable:
                _model.Turn(CircuitState.Disabled, CircuitTransitionReason.Disabled);
                _breaker.Disable();
                break;
            case CircuitStep.MetricsOnly:
                _model.Turn(CircuitState.MetricsOnly, CircuitTransitionReason.MetricsOnly);
                _breaker.UseMetricsOnly();
                break;
            case CircuitStep.Enable:
                _model.Turn(CircuitState.Closed, CircuitTransitionReason.Enabled);
                _breaker.Enable();
                break;
        }
    }
}
