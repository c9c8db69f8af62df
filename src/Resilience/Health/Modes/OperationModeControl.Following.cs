using Resilience.Health.Modes;

namespace Resilience;

// What marks components by itself, and what follows the mode.
public sealed partial class OperationModeControl
{
    private ModeFollower[] _followers = [];

    /// <summary>Marks components as a health monitor's probes change, under the names of the probes.</summary>
    /// <param name="monitor">The monitor.</param>
    /// <param name="rules">
    /// How much the application suffers. By default: unhealthy is high if it is critical and medium if not; degraded is low, and medium if
    /// it is critical or an open circuit.
    /// </param>
    /// <returns>To be disposed of when that is to end; its marks go with it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="monitor"/> is null.</exception>
    public IDisposable Watch(HealthMonitor monitor, IModeRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(monitor);
        Action<Exception> onFault = error => Log(logger => ModeLog.RulesFailed(logger, error));
        return new MonitorMarks(this, monitor, rules ?? DefaultModeRules.Instance, onFault);
    }

    /// <summary>Marks a component while a circuit breaker is open or isolated, under the name of the breaker.</summary>
    /// <param name="breaker">The breaker.</param>
    /// <param name="severity">How much the application suffers then; high for what it cannot do without.</param>
    /// <returns>To be disposed of when that is to end; its mark goes with it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="breaker"/> is null.</exception>
    public IDisposable Watch(CircuitBreaker breaker, ComponentSeverity severity = ComponentSeverity.Medium)
    {
        ArgumentNullException.ThrowIfNull(breaker);
        return new CircuitMarks(this, breaker, severity);
    }

    /// <summary>Has a bulkhead's limit follow the mode, now and at each change. No permit that is in use is lost.</summary>
    /// <param name="bulkhead">The bulkhead.</param>
    /// <param name="normal">Its limit when all is well: 1 to 1,000,000, as the others.</param>
    /// <param name="degraded">Its limit in degraded mode.</param>
    /// <param name="emergency">Its limit in an emergency.</param>
    /// <returns>To be disposed of when that is to end; the normal limit comes back then.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="bulkhead"/> is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A limit is out of range.</exception>
    public IDisposable Follow(Bulkhead bulkhead, int normal, int degraded, int emergency)
    {
        ArgumentNullException.ThrowIfNull(bulkhead);
        Timing.Require.Between(normal, 1, Bulkheads.BulkheadOptionsCheck.Most);
        Timing.Require.Between(degraded, 1, Bulkheads.BulkheadOptionsCheck.Most);
        Timing.Require.Between(emergency, 1, Bulkheads.BulkheadOptionsCheck.Most);
        return Follow(mode => bulkhead.Resize(Of(mode, normal, degraded, emergency)));
    }

    /// <summary>Has the permits of a token bucket or sliding window follow the mode, now and at each change.</summary>
    /// <param name="limit">The limit; its period or window stays.</param>
    /// <param name="normal">Its permits when all is well: 1 to 1,000,000,000, as the others.</param>
    /// <param name="degraded">Its permits in degraded mode.</param>
    /// <param name="emergency">Its permits in an emergency.</param>
    /// <returns>To be disposed of when that is to end; the normal permits come back then.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="limit"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="limit"/> is neither a token bucket nor a sliding window.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of permits is out of range.</exception>
    public IDisposable Follow(RateLimit limit, int normal, int degraded, int emergency)
    {
        ArgumentNullException.ThrowIfNull(limit);
        const int most = 1_000_000_000;
        Timing.Require.Between(normal, 1, most);
        Timing.Require.Between(degraded, 1, most);
        Timing.Require.Between(emergency, 1, most);
        Action<int, TimeSpan> change = limit switch
        {
            TokenBucket bucket => (permits, period) => bucket.Change(permits, period),
            SlidingWindow window => (permits, length) => window.Change(permits, length),
            _ => throw new ArgumentException($"{limit.Name} is neither a token bucket nor a sliding window.", nameof(limit)),
        };
        TimeSpan time = limit.Snapshot().Period;
        return Follow(mode => change(Of(mode, normal, degraded, emergency), time));
    }

    /// <summary>
    /// Has something follow the mode: it is told the mode now and after each change, before whoever caused the change goes on, one at a
    /// time. A mode that has passed meanwhile may be left out; the last one never is. It must be quick. What it throws is logged (1223).
    /// </summary>
    /// <param name="apply">Applies a mode.</param>
    /// <returns>To be disposed of when that is to end; then it is told that the mode is normal.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="apply"/> is null.</exception>
    public IDisposable Follow(Action<OperationMode> apply)
    {
        ArgumentNullException.ThrowIfNull(apply);
        var follower = new ModeFollower(() => _mode, apply, error => Log(logger => ModeLog.HandlerFailed(logger, error)), Forget);
        lock (_gate)
            _followers = [.. _followers, follower];
        follower.Apply();
        return follower;
    }

    private static int Of(OperationMode mode, int normal, int degraded, int emergency) => mode switch
    {
        OperationMode.Normal => normal,
        OperationMode.Degraded => degraded,
        _ => emergency,
    };

    private void Forget(ModeFollower follower)
    {
        lock (_gate)
            _followers = [.. _followers.Where(known => known != follower)];
    }
}
