namespace Resilience.FanOut.Failover;

/// <summary>A provider in a chain.</summary>
internal sealed class Provider<TRequest, TResult>(Dependency<TRequest, TResult> dependency, bool isFirst, Availability availability)
{
    private readonly Lock _gate = new();
    private string[] _holders = [];

    public Dependency<TRequest, TResult> Dependency => dependency;

    public bool IsFirst => isFirst;

    public Availability Availability => availability;

    public bool IsHeld => Volatile.Read(ref _holders).Length > 0;

    /// <summary>Whether requests are sent to it in its turn.</summary>
    public bool IsAvailable => availability.IsAvailable && !IsHeld && !dependency.IsKnownToBeDown;

    public IDisposable Hold(string holder)
    {
        lock (_gate)
            _holders = [.. _holders, holder];
        return new Release(this, holder);
    }

    public ProviderSnapshot Snapshot(Func<long, TimeSpan> toTime, long now)
    {
        TimeSpan? left = availability.RestLeft(now) is { } rest ? toTime(rest) : null;
        string[] holders = Volatile.Read(ref _holders);
        string? reason = holders.Length > 0 ? $"held out by {string.Join(", ", holders)}"
            : dependency.CircuitState is CircuitState.Open or CircuitState.Isolated ? "its circuit is open"
            : dependency.Health is { State: HealthState.Unhealthy } ? "it is unhealthy"
            : left is not null ? "it has failed too often"
            : null;
        return new(
            new(dependency.Name, dependency.CircuitState, dependency.Health?.State, dependency.Statistics),
            reason is null,
            reason,
            left,
            dependency.Limitation);
    }

    private sealed class Release(Provider<TRequest, TResult> provider, string holder) : IDisposable
    {
        private int _isOver;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isOver, 1) != 0)
                return;
            lock (provider._gate)
            {
                var left = provider._holders.ToList();
                left.Remove(holder);
                provider._holders = [.. left];
            }
        }
    }
}
