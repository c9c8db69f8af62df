using Microsoft.Extensions.Logging;
using Resilience.Health;

namespace Resilience;

// Starting and stopping, and what slots need of their monitor.
public sealed partial class HealthMonitor
{
    internal ProbeSchedule Schedule { get; }

    internal int HistoryLength => _options.HistoryLength;

    internal TimeSpan Interval => _options.Interval;

    internal DateTimeOffset UtcNow => _options.TimeProvider.GetUtcNow();

    /// <summary>Has the probes asked, now and then at their intervals. Does nothing if the monitor is started.</summary>
    /// <exception cref="ObjectDisposedException">The monitor is disposed of.</exception>
    public void Start()
    {
        ProbeSlot[] slots;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_isStarted)
                return;
            _isStarted = true;
            slots = [.. _slots.Values];
        }

        foreach (ProbeSlot slot in slots)
            slot.Start();
    }

    /// <summary>
    /// Has no more probes asked. Checks that are under way are cancelled and waited for, no longer than each may take, and what they find
    /// is dropped. The states stay as they are. Does nothing if the monitor is stopped; it may be started again.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting, not the stopping.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        ProbeSlot[] slots;
        lock (_gate)
        {
            _isStarted = false;
            slots = [.. _slots.Values];
        }

        return Task.WhenAll(slots.Select(static slot => slot.StopAsync())).WaitAsync(cancellationToken);
    }

    /// <summary>Asks all probes now, whether the monitor is started or not. Checks that are under way are waited for instead.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the checks.</param>
    /// <returns>What is known then. A probe whose last check was given up and still runs is not asked.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The monitor is disposed of.</exception>
    public async Task<HealthSnapshot> RunAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        await Task.WhenAll(Slots().Select(static slot => slot.RunAsync())).WaitAsync(cancellationToken).ConfigureAwait(false);
        return Snapshot();
    }

    /// <summary>Asks one probe now, whether the monitor is started or not. A check that is under way is waited for instead.</summary>
    /// <param name="name">The name of the probe.</param>
    /// <param name="cancellationToken">Ends the waiting, not the check.</param>
    /// <returns>What is known then. A probe whose last check was given up and still runs is not asked.</returns>
    /// <exception cref="ArgumentException">There is no such probe.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The monitor is disposed of.</exception>
    public async Task<HealthProbeSnapshot> RunAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ProbeSlot? slot;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_slots.TryGetValue(name, out slot))
            {
                string known = string.Join(", ", _slots.Keys.Order(StringComparer.Ordinal));
                throw new ArgumentException($"There is no health probe '{name}'; there are: {known}.", nameof(name));
            }
        }

        await slot.RunAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        return slot.Snapshot();
    }

    /// <summary>Stops, and lets go of the timer. Checks that are under way are waited for, no longer than each may take.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
            _isDisposed = true;
        await StopAsync().ConfigureAwait(false);
        Schedule.Dispose();
    }

    /// <summary>Stops, and lets go of the timer. Checks that are under way are cancelled and not waited for.</summary>
    public void Dispose()
    {
        lock (_gate)
            _isDisposed = true;
        _ = StopAsync();
        Schedule.Dispose();
    }

    internal TimeSpan Elapsed(long from, long to) => _options.TimeProvider.GetElapsedTime(from, to);

    // Evenly around the interval. Chance needs no clock and no seed: whatever it says, the mean is the interval.
    internal static TimeSpan Spread(TimeSpan interval, double jitter) =>
        jitter == 0 ? interval : interval * (1 + jitter * (2 * Random.Shared.NextDouble() - 1));

    internal HealthVerdict Redacted(HealthVerdict said) => said.Redacted(_options.Redaction);

    internal void Enqueue(HealthChange change) => _subscribers.Enqueue(change);

    /// <summary>A slot has changed, and has put that into the queues; the whole is judged anew.</summary>
    internal void Changed(HealthChange change, Exception? error)
    {
        HealthChange? whole;
        lock (_gate)
            whole = Judge_NeedsLock(change);
        Log(logger => HealthLog.ProbeChanged(logger, error, change));
        if (whole is not null)
            Log(logger => HealthLog.WholeChanged(logger, whole));
        _subscribers.Tell();
    }

    private HealthChange? Judge_NeedsLock(HealthChange? cause)
    {
        HealthState state = WholeHealth.Of(_slots.Values);
        if (state == _state)
            return null;
        var change = new HealthChange(null, _state, state, UtcNow, cause?.Probe, cause?.Code, IsCritical: true);
        _state = state;
        _since = change.At;
        _subscribers.Enqueue(change);
        return change;
    }

    private void Log(Action<ILogger> write)
    {
        if (_options.Logger is not { } logger)
            return;
        try
        {
            write(logger);
        }
        catch (Exception)
        {
            // A log that cannot be written to must not stop the probes.
        }
    }
}
