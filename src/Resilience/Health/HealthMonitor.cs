using Resilience.Health;
using Resilience.Pipelines;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Knows how well an application is: asks its probes again and again, each at its own pace, and makes one state of their answers. It owns
/// all of this work: one timer for all probes, and nothing runs once it is stopped. Safe to use from many threads; see
/// <c>docs/health.md</c>.
/// </summary>
/// <remarks>What it finds is for people, dashboards and traffic. Never let it decide whether a process is restarted.</remarks>
public sealed partial class HealthMonitor : IHealthSource, IDisposable, IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ProbeSlot> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, NamedHealth> _named = new(StringComparer.Ordinal);
    private readonly HealthMonitorOptions _options;
    private readonly Subscribers<HealthChange> _subscribers;
    private volatile HealthState _state = HealthState.Healthy;
    private DateTimeOffset _since;
    private bool _isStarted;
    private bool _isDisposed;

    /// <summary>Makes a monitor. It asks nothing until it is started or told to.</summary>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public HealthMonitor(HealthMonitorOptions? options = null)
    {
        options ??= new();
        OptionErrors.Check("health monitor", errors =>
        {
            errors.Between(nameof(options.Interval), options.Interval, HealthProbeCheck.ShortestInterval, Require.LongestWait);
            errors.Between(nameof(options.HistoryLength), options.HistoryLength, 1, 10_000);
            errors.Required(nameof(options.Redaction), options.Redaction);
            errors.Required(nameof(options.TimeProvider), options.TimeProvider);
        });
        _options = new()
        {
            Interval = options.Interval,
            HistoryLength = options.HistoryLength,
            Redaction = options.Redaction,
            TimeProvider = options.TimeProvider,
            Logger = options.Logger,
        };
        _since = UtcNow;
        _subscribers = new(error => Log(logger => HealthLog.HandlerFailed(logger, error)));
        Schedule = new(options.TimeProvider);
    }

    /// <summary>
    /// How well the whole is. Unhealthy if something critical is; else degraded if anything is degraded or unhealthy; else unknown if
    /// nobody has looked at something critical yet, or at anything; else healthy, which it is without probes, too.
    /// </summary>
    public HealthState State => _state;

    /// <summary>Whether checks are begun by themselves.</summary>
    public bool IsStarted
    {
        get
        {
            lock (_gate)
                return _isStarted;
        }
    }

    /// <summary>The probes, sorted by name.</summary>
    public IReadOnlyList<HealthProbe> Probes => [.. Slots().Select(static slot => slot.Probe)];

    /// <summary>The health of whatever probe has a name, now and later: unknown while there is none.</summary>
    /// <param name="name">The name of the probe.</param>
    /// <returns>Always the same object for a name; to be kept where it is asked often.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public IHealthSource this[string name]
    {
        get
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            lock (_gate)
                return Named_NeedsLock(name);
        }
    }

    /// <summary>Adds a probe. If the monitor is started, it is asked at once.</summary>
    /// <param name="probe">The probe.</param>
    /// <returns>This monitor.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="probe"/> is null.</exception>
    /// <exception cref="ArgumentException">
    /// There is a probe of this name already, or its options are out of their ranges; the message lists all of them.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The monitor is disposed of.</exception>
    public HealthMonitor Add(HealthProbe probe)
    {
        ArgumentNullException.ThrowIfNull(probe);
        HealthProbeCheck.Validate(probe);
        var slot = new ProbeSlot(probe, this);
        bool isStarted;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_slots.TryAdd(probe.Name, slot))
                throw new ArgumentException($"There is a health probe '{probe.Name}' already; remove it first.", nameof(probe));
            Named_NeedsLock(probe.Name).Become(slot);
            Judge_NeedsLock(null);
            isStarted = _isStarted;
        }

        _subscribers.Tell();
        if (isStarted)
            slot.Start();
        return this;
    }

    /// <summary>Removes a probe. A check that is under way is cancelled, and what it finds is dropped.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public bool Remove(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ProbeSlot? slot;
        lock (_gate)
        {
            if (!_slots.Remove(name, out slot))
                return false;
            Named_NeedsLock(name).Become(null);
            if (slot.State != HealthState.Unknown)
                _subscribers.Enqueue(new(name, slot.State, HealthState.Unknown, UtcNow, "removed", null, slot.Probe.Critical));
            Judge_NeedsLock(null);
        }

        _subscribers.Tell();
        _ = slot.StopAsync();
        return true;
    }

    /// <summary>How well what a probe asks is; unknown if there is no such probe.</summary>
    /// <param name="name">The name of the probe.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public HealthState StateOf(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        lock (_gate)
            return _slots.TryGetValue(name, out ProbeSlot? slot) ? slot.State : HealthState.Unknown;
    }

    /// <summary>All that is known.</summary>
    /// <returns>A copy that no longer changes.</returns>
    public HealthSnapshot Snapshot()
    {
        ProbeSlot[] slots = Slots();
        HealthState state;
        DateTimeOffset since;
        lock (_gate)
            (state, since) = (_state, _since);
        return new() { State = state, Since = since, TakenAt = UtcNow, Probes = [.. slots.Select(static slot => slot.Snapshot())] };
    }

    /// <summary>Has a handler told of changes, of probes and of the whole, after those that caused it.</summary>
    /// <param name="handler">
    /// Called on the thread pool, in order, one change at a time. What it throws is logged (1203); it holds up nobody else.
    /// </param>
    /// <returns>To be disposed of when no more is to be told.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    public IDisposable Subscribe(Action<HealthChange> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return _subscribers.Add(handler);
    }

    /// <inheritdoc cref="Subscribe(Action{HealthChange})"/>
    public IDisposable Subscribe(Func<HealthChange, ValueTask> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return _subscribers.Add(handler);
    }

    private NamedHealth Named_NeedsLock(string name)
    {
        if (!_named.TryGetValue(name, out NamedHealth? named))
            _named.Add(name, named = new(name));
        return named;
    }

    private ProbeSlot[] Slots()
    {
        lock (_gate)
            return [.. _slots.Values.OrderBy(static slot => slot.Probe.Name, StringComparer.Ordinal)];
    }
}
