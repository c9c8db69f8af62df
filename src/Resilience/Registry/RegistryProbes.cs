namespace Resilience.Registry;

/// <summary>
/// Keeps a monitor's probes in step with what a registry holds: one for each circuit breaker, bulkhead, rate limit and operation.
/// </summary>
internal sealed class RegistryProbes : IDisposable
{
    private readonly HealthMonitor _monitor;
    private readonly IResilienceRegistry _registry;
    private readonly HashSet<string> _critical;
    private readonly Lock _gate = new();
    private readonly HashSet<string> _mine = [];
    private readonly IDisposable _subscription;
    private bool _isOver;

    public RegistryProbes(HealthMonitor monitor, IResilienceRegistry registry, IEnumerable<string> critical)
    {
        _monitor = monitor;
        _registry = registry;
        _critical = new(critical, StringComparer.Ordinal);
        _subscription = registry.Subscribe(change => Update(change.Item, change.Name));
        foreach (ResilienceOperation operation in registry.Operations)
            Update(RegistryItem.Operation, operation.Name);
        foreach ((string name, _) in registry.CircuitBreakers)
            Update(RegistryItem.CircuitBreaker, name);
        foreach ((string name, _) in registry.Bulkheads)
            Update(RegistryItem.Bulkhead, name);
        foreach ((string name, _) in registry.RateLimits)
            Update(RegistryItem.RateLimit, name);
    }

    public void Dispose()
    {
        _subscription.Dispose();
        lock (_gate)
        {
            _isOver = true;
            foreach (string name in _mine)
                _monitor.Remove(name);
            _mine.Clear();
        }
    }

    // What is there now counts, not what was told: changes of one name may be told while this one is being looked at.
    private void Update(RegistryItem item, string name)
    {
        lock (_gate)
        {
            if (_isOver)
                return;
            string probe = $"{Kind(item)} {name}";
            if (_mine.Remove(probe))
                _monitor.Remove(probe);
            if (Make(item, name, probe) is not { } made)
                return;
            _monitor.Add(made);
            _mine.Add(probe);
        }
    }

    private HealthProbe? Make(RegistryItem item, string name, string probe) => item switch
    {
        RegistryItem.Operation when _registry.TryGet(name, out ResilienceOperation? operation) =>
            OperationHealth.CreateProbe(operation, probe, _critical.Contains(name)),
        RegistryItem.CircuitBreaker when _registry.CircuitBreakers.TryGet(name, out CircuitBreaker? breaker) =>
            HealthProbes.For(breaker, _critical.Contains(name), probe),
        RegistryItem.Bulkhead when _registry.Bulkheads.TryGet(name, out Bulkhead? bulkhead) => HealthProbes.For(bulkhead, probe),
        RegistryItem.RateLimit when _registry.RateLimits.TryGet(name, out RateLimit? limit) => HealthProbes.For(limit, probe),
        _ => null,
    };

    private static string Kind(RegistryItem item) => item switch
    {
        RegistryItem.Operation => "operation",
        RegistryItem.CircuitBreaker => "circuit",
        RegistryItem.Bulkhead => "bulkhead",
        _ => "limit",
    };
}
