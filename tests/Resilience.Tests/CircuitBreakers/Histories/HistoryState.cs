namespace Resilience.CircuitBreakers.Histories;

/// <summary>The model, on one of the ways on which a history may have gone.</summary>
internal sealed class HistoryState
{
    private readonly CircuitModel _model;
    private readonly Dictionary<int, int> _permits;

    public HistoryState(CircuitBreakerOptions options)
        : this(new CircuitModel(options), [])
    {
    }

    private HistoryState(CircuitModel model, Dictionary<int, int> permits)
    {
        _model = model;
        _permits = permits;
    }

    public string Transitions => string.Join(", ", _model.Transitions);

    public string Fingerprint => _model.Fingerprint() + string.Join('|', _permits);

    public HistoryState Copy() => new(_model.Copy(), new(_permits));

    public void Advance(TimeSpan time) => _model.Advance(time.Ticks);

    /// <summary>What the model answers.</summary>
    public string Do(HistoryStep step)
    {
        switch (step.Step)
        {
            case null:
                return Look();
            case CircuitStep.Enter:
                return Enter(step);
            case <= CircuitStep.Cancel:
                if (_permits.TryGetValue(step.Number, out int index))
                    End(step, _model.Permits[index]);
                return "";
            default:
                Steer(step);
                return "";
        }
    }

    private string Look()
    {
        _model.Look();
        bool counts = _model.State is CircuitState.Closed or CircuitState.MetricsOnly;
        return Answers.Look(
            _model.State, _model.Generation, _model.ProbesOut, _model.Holds, (_model.RejectedOpen, _model.RejectedIsolated), _model.Quiet,
            counts ? (_model.Calls, _model.Failures, _model.Slow, _model.Overdue, _model.Streak) : default);
    }

    private string Enter(HistoryStep step)
    {
        _model.Dice = step.Dice;
        (ModelPermit? permit, RejectionReason? reason, TimeSpan? retryAfter) = _model.Enter();
        if (permit is { Generation: >= 0 })
            _permits[step.Place] = _model.Permits.Count - 1;
        return Answers.Enter(permit is not null, reason, retryAfter);
    }

    private void End(HistoryStep step, ModelPermit permit)
    {
        if (step.Step == CircuitStep.Succeed)
            _model.Succeed(permit);
        else if (step.Step is CircuitStep.Fail or CircuitStep.FailWithHint)
            _model.Fail(permit, step.Hint);
        else
            _model.Cancel(permit);
    }

    private void Steer(HistoryStep step)
    {
        switch (step.Step)
        {
            case CircuitStep.Isolate:
                _model.Isolate(step.Place);
                break;
            case CircuitStep.Release:
                _model.Release(step.Number);
                break;
            case CircuitStep.Trip:
                _model.Trip();
                break;
            case CircuitStep.Reset:
                _model.Reset();
                break;
            case CircuitStep.Disable:
                _model.Turn(CircuitState.Disabled, CircuitTransitionReason.Disabled);
                break;
            case CircuitStep.MetricsOnly:
                _model.Turn(CircuitState.MetricsOnly, CircuitTransitionReason.MetricsOnly);
                break;
            default:
                _model.Turn(CircuitState.Closed, CircuitTransitionReason.Enabled);
                break;
        }
    }
}
