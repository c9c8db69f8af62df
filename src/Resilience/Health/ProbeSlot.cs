using System.Diagnostics.CodeAnalysis;

namespace Resilience.Health;

/// <summary>A probe in a monitor: its state, and what its checks found.</summary>
[SuppressMessage(
    "Design", "CA1001", Justification = "A source without timer or wait handle holds nothing to dispose, and the check may outlive it.")]
internal sealed partial class ProbeSlot(HealthProbe probe, HealthMonitor monitor) : IHealthSource
{
    private readonly Lock _gate = new();
    private readonly ProbeHistory _history = new(monitor.HistoryLength);
    private readonly TimeSpan _interval = probe.Interval ?? monitor.Interval;
    private Hysteresis _hysteresis = new(probe.FailureThreshold, probe.SuccessThreshold);
    private FlapDetector _flaps;
    private volatile HealthState _state;
    private DateTimeOffset? _since;
    private HealthRecord? _last;
    private HealthVerdict? _said;
    private long _checks;
    private long _failures;
    private long _timeouts;
    private int _consecutiveFailures;

    public HealthProbe Probe => probe;

    public HealthState State => _state;

    /// <summary>Belongs to the <see cref="ProbeSchedule"/>.</summary>
    public long ScheduleVersion { get; set; }

    public HealthProbeSnapshot Snapshot()
    {
        lock (_gate)
        {
            return new()
            {
                Name = probe.Name,
                State = _state,
                Since = _since,
                IsCritical = probe.Critical,
                Description = probe.Description,
                Tags = probe.Tags,
                IsFlapping = _flaps.IsFlapping,
                IsRunning = _isRunning,
                LastCheck = _last?.At,
                LastState = _last?.State ?? HealthState.Unknown,
                LastDuration = _last?.Duration ?? TimeSpan.Zero,
                Message = _said?.Description,
                Code = _last?.Code,
                Data = _said?.Data ?? HealthVerdict.NoData,
                Checks = _checks,
                Failures = _failures,
                Timeouts = _timeouts,
                ConsecutiveFailures = _consecutiveFailures,
                SuccessRate = _history.SuccessRate,
                AverageDuration = _history.AverageDuration,
                History = _history.Copy(),
            };
        }
    }

    private HealthChange? Record_NeedsLock(HealthVerdict said, DateTimeOffset at, TimeSpan duration, string? code)
    {
        HealthState from = _state;
        _said = said;
        _last = new(at, said.State, duration, code);
        _history.Add(_last.Value);
        _flaps.Add(said.State);
        _checks++;
        bool isHealthy = said.State == HealthState.Healthy;
        _failures += isHealthy ? 0 : 1;
        _timeouts += code == ErrorCodes.Timeout ? 1 : 0;
        _consecutiveFailures = isHealthy ? 0 : _consecutiveFailures + 1;
        if (!_hysteresis.Add(said.State))
            return null;
        _since = monitor.UtcNow;
        _state = _hysteresis.State;
        return new(probe.Name, from, _state, _since.Value, said.Description, code, probe.Critical);
    }
}
