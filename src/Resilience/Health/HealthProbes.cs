using Resilience.Health;

namespace Resilience;

/// <summary>
/// Probes for what the library and the runtime know about themselves. They look at figures that are at hand, every 5 seconds.
/// </summary>
public static class HealthProbes
{
    private static readonly TimeSpan _often = TimeSpan.FromSeconds(5);

    /// <summary>
    /// A circuit breaker. Open, isolated or half-open is degraded: the application is doing what it should. Only if it cannot do without
    /// the dependency, an open or isolated circuit is unhealthy.
    /// </summary>
    /// <param name="breaker">The breaker.</param>
    /// <param name="critical">Whether the application cannot do without what is called.</param>
    /// <param name="name">The name of the probe; null, the default, for that of the breaker.</param>
    /// <exception cref="ArgumentNullException"><paramref name="breaker"/> is null.</exception>
    public static HealthProbe For(CircuitBreaker breaker, bool critical = false, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(breaker);
        return Watch(name ?? breaker.Name, "circuit breaker", critical, () => ComponentHealth.Of(breaker, critical));
    }

    /// <summary>A bulkhead: degraded if it has refused calls since the last look.</summary>
    /// <param name="bulkhead">The bulkhead.</param>
    /// <param name="name">The name of the probe; null, the default, for that of the bulkhead.</param>
    /// <exception cref="ArgumentNullException"><paramref name="bulkhead"/> is null.</exception>
    public static HealthProbe For(Bulkhead bulkhead, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(bulkhead);
        var refusals = new RefusalWatch(bulkhead.Snapshot().Rejected);
        return Watch(name ?? bulkhead.Name, "bulkhead", critical: false, () => ComponentHealth.Of(bulkhead.Snapshot(), refusals));
    }

    /// <summary>A rate limit: degraded if it has refused calls since the last look.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="name">The name of the probe; null, the default, for that of the limit.</param>
    /// <exception cref="ArgumentNullException"><paramref name="limit"/> is null.</exception>
    public static HealthProbe For(RateLimit limit, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(limit);
        var refusals = new RefusalWatch(limit.Snapshot().Rejected);
        return Watch(name ?? limit.Name, "rate limit", critical: false, () => ComponentHealth.Of(limit.Snapshot(), refusals));
    }

    /// <summary>
    /// The thread pool: degraded if work waits longer for a thread than it may. That the pool has run dry altogether shows as a check that
    /// takes too long.
    /// </summary>
    /// <param name="longestWait">How long work may wait; null, the default, for 500 ms.</param>
    /// <param name="timeProvider">The clock; the system's if null.</param>
    public static HealthProbe ThreadPool(TimeSpan? longestWait = null, TimeProvider? timeProvider = null)
    {
        TimeSpan limit = longestWait ?? TimeSpan.FromMilliseconds(500);
        TimeProvider clock = timeProvider ?? TimeProvider.System;
        return new("thread-pool", async cancellationToken =>
        {
            long asked = clock.GetTimestamp();
            await Task.Run(static () => { }, cancellationToken).ConfigureAwait(false);
            return RuntimeHealth.OfThreadPool(clock.GetElapsedTime(asked), limit);
        })
        {
            Interval = _often,
            Description = "thread pool",
            Tags = ["runtime"],
        };
    }

    /// <summary>Memory: degraded if more of it is in use than may be, of what the process or its container has.</summary>
    /// <param name="limit">The share that may be in use: 0 to 1. Default: 0.9, where the garbage collector becomes anxious.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is out of its range.</exception>
    public static HealthProbe Memory(double limit = 0.9)
    {
        Timing.Require.Between(limit, 0, 1);
        return new("memory", () => RuntimeHealth.OfMemory(GC.GetGCMemoryInfo(), limit))
        {
            Interval = _often,
            Description = "memory",
            Tags = ["runtime"],
        };
    }

    // A component counts by itself and does not stray: its word is taken at once.
    private static HealthProbe Watch(string name, string kind, bool critical, Func<HealthVerdict> look) => new(name, look)
    {
        Critical = critical,
        Interval = _often,
        FailureThreshold = 1,
        SuccessThreshold = 1,
        Description = kind,
        Tags = [kind.Replace(' ', '-')],
    };
}
