namespace Resilience.Health.Modes;

/// <summary>The mark that comes from a circuit breaker. A circuit that lets probes through stays marked until it is closed.</summary>
internal sealed class CircuitMarks : IDisposable
{
    private readonly OperationModeControl _control;
    private readonly CircuitBreaker _breaker;
    private readonly ComponentSeverity _severity;
    private readonly Lock _gate = new();
    private readonly IDisposable _subscription;
    private bool _isOver;

    public CircuitMarks(OperationModeControl control, CircuitBreaker breaker, ComponentSeverity severity)
    {
        _control = control;
        _breaker = breaker;
        _severity = severity;
        _subscription = breaker.Subscribe(change => Apply(change.To));
        Apply(breaker.State);
    }

    public void Dispose()
    {
        _subscription.Dispose();
        lock (_gate)
            _isOver = true;
        _control.UnmarkAll(this);
    }

    private void Apply(CircuitState state)
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            if (state is CircuitState.Open or CircuitState.Isolated)
                _control.Mark(this, _breaker.Name, state == CircuitState.Open ? "the circuit is open" : "held open", _severity);
            else if (state != CircuitState.HalfOpen)
                _control.Unmark(this, _breaker.Name);
        }
    }
}
