using Resilience.Registry;

namespace Resilience;

public sealed partial class ResilienceRegistry
{
    /// <inheritdoc/>
    public RegistrySnapshot Snapshot() => new()
    {
        Operations =
        [
            .. Operations.OrderBy(static operation => operation.Name, StringComparer.Ordinal)
                .Select(static operation => operation.Snapshot()),
        ],
        CircuitBreakers = Sorted(_breakers, static breaker => breaker.Snapshot()),
        Bulkheads = Sorted(_bulkheads, static bulkhead => bulkhead.Snapshot()),
        RateLimits = Sorted(_rateLimits, static limit => limit.Snapshot()),
        Families = Sorted(_families, static family => family.Snapshot()),
    };

    /// <inheritdoc/>
    public RegistryHealth GetHealth()
    {
        IReadOnlyCollection<ResilienceOperation> operations = Operations;
        var circuits = new Dictionary<CircuitBreaker, string>();
        foreach ((string name, CircuitBreaker breaker) in _breakers.Entries)
            circuits[breaker] = name;
        foreach (ResilienceOperation operation in operations)
        {
            foreach (CircuitBreaker breaker in operation.Breakers)
                circuits.TryAdd(breaker, operation.Name);
        }

        (string Name, CircuitState State)[] states = [.. circuits.Select(static circuit => (circuit.Value, circuit.Key.State))];
        return new()
        {
            OpenCircuits = Names(CircuitState.Open),
            IsolatedCircuits = Names(CircuitState.Isolated),
            HalfOpenCircuits = Names(CircuitState.HalfOpen),
            TotalCircuits = states.Length,
            TotalOperations = operations.Count,
        };

        string[] Names(CircuitState state) =>
            [.. states.Where(circuit => circuit.State == state).Select(static circuit => circuit.Name).Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public bool ResetMetrics(string name)
    {
        if (!_operations.TryGet(name, out ResilienceOperation? operation))
            return false;
        operation.ResetMetrics();
        return true;
    }

    /// <inheritdoc/>
    public bool Reset(string name)
    {
        bool hasOperation = _operations.TryGet(name, out ResilienceOperation? operation);
        bool hasBreaker = _breakers.TryGet(name, out CircuitBreaker? breaker);
        operation?.Reset();
        breaker?.Reset();
        return hasOperation || hasBreaker;
    }

    /// <inheritdoc/>
    public IDisposable Isolate(string name, string holder)
    {
        bool hasBreaker = _breakers.TryGet(name, out CircuitBreaker? breaker);
        if (_operations.TryGet(name, out ResilienceOperation? operation) && (!hasBreaker || operation.Breakers.Length > 0))
            return hasBreaker ? new HoldPair(breaker!.Isolate(holder), operation.Isolate(holder)) : operation.Isolate(holder);
        return breaker?.Isolate(holder)
            ?? throw new InvalidOperationException($"There is neither an operation nor a circuit breaker named '{name}'.");
    }

    private static SortedDictionary<string, TSnapshot> Sorted<T, TSnapshot>(OnceMap<T> map, Func<T, TSnapshot> snapshot)
        where T : class =>
        new(map.Entries.ToDictionary(static entry => entry.Key, entry => snapshot(entry.Value)), StringComparer.Ordinal);
}
