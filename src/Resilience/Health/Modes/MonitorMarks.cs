namespace Resilience.Health.Modes;

/// <summary>The marks that come from a health monitor.</summary>
internal sealed class MonitorMarks : IDisposable
{
    private readonly OperationModeControl _control;
    private readonly IModeRules _rules;
    private readonly Action<Exception> _onFault;
    private readonly Lock _gate = new();
    private readonly IDisposable _subscription;
    private bool _isOver;

    public MonitorMarks(OperationModeControl control, HealthMonitor monitor, IModeRules rules, Action<Exception> onFault)
    {
        _control = control;
        _rules = rules;
        _onFault = onFault;
        // First listened to, then asked: what changes in between is applied twice, and the last one told is the last one.
        _subscription = monitor.Subscribe(Apply);
        foreach (HealthProbeSnapshot probe in monitor.Snapshot().Probes)
        {
            Apply(new(
                probe.Name, HealthState.Unknown, probe.State, probe.Since ?? default, probe.Message, probe.Code, probe.IsCritical));
        }
    }

    public void Dispose()
    {
        _subscription.Dispose();
        lock (_gate)
            _isOver = true;
        _control.UnmarkAll(this);
    }

    private void Apply(HealthChange change)
    {
        if (change.Probe is not { } probe)
            return;
        ComponentSeverity? severity = Judge(change);
        lock (_gate)
        {
            if (_isOver)
                return;
            if (severity is { } given)
                _control.Mark(this, probe, change.Description ?? HealthWords.Of(change.To), given);
            else
                _control.Unmark(this, probe);
        }
    }

    // Rules that break are not to hide that something does not work.
    private ComponentSeverity? Judge(HealthChange change)
    {
        try
        {
            return _rules.Judge(change);
        }
        catch (Exception error)
        {
            _onFault(error);
            return DefaultModeRules.Instance.Judge(change);
        }
    }
}
