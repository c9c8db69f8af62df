using System.Diagnostics.CodeAnalysis;
using Resilience.Registry;
using Resilience.Telemetry;

namespace Resilience;

/// <inheritdoc cref="IResilienceRegistry"/>
public sealed partial class ResilienceRegistry : IResilienceRegistry
{
    private readonly Lock _gate = new(); // users' code never runs under it
    private readonly RegistrySettings _settings;
    private readonly OrderedNotices<RegistryChange> _notices;
    private readonly OnceMap<ResilienceOperation> _operations;
    private readonly OnceMap<CircuitBreaker> _breakers;
    private readonly OnceMap<Bulkhead> _bulkheads;
    private readonly OnceMap<RateLimit> _rateLimits;
    private readonly OnceMap<KeyedFamily> _families;

    /// <summary>Makes an empty registry.</summary>
    /// <param name="options">What it gives to all that it makes; the defaults if null. They are copied.</param>
    public ResilienceRegistry(ResilienceRegistryOptions? options = null)
    {
        _settings = new(options ?? new());
        _notices = new(Report);
        _operations = Map<ResilienceOperation>(RegistryItem.Operation, "operation");
        _breakers = Map<CircuitBreaker>(RegistryItem.CircuitBreaker, "circuit breaker");
        _bulkheads = Map<Bulkhead>(RegistryItem.Bulkhead, "bulkhead");
        _rateLimits = Map<RateLimit>(RegistryItem.RateLimit, "rate limit");
        _families = Map<KeyedFamily>(RegistryItem.Family, "family");
        CircuitBreakers = new(_breakers, _notices.Drain);
        Bulkheads = new(_bulkheads, _notices.Drain);
        RateLimits = new(_rateLimits, _notices.Drain);
        Families = new(_families, _notices.Drain);
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<ResilienceOperation> Operations => [.. _operations.Entries.Select(static entry => entry.Value)];

    /// <inheritdoc/>
    public ComponentCollection<CircuitBreaker> CircuitBreakers { get; }

    /// <inheritdoc/>
    public ComponentCollection<Bulkhead> Bulkheads { get; }

    /// <inheritdoc/>
    public ComponentCollection<RateLimit> RateLimits { get; }

    /// <inheritdoc/>
    public ComponentCollection<KeyedFamily> Families { get; }

    /// <inheritdoc/>
    public ResilienceOperation GetOrAdd(string name, Func<string, OperationDefinition>? define = null)
    {
        if (_operations.TryGet(name, out ResilienceOperation? found))
            return found;
        ResilienceOperation operation = _operations.GetOrAdd(
            name,
            static asked => asked.State.This.Create(asked.Name, asked.State.define),
            (This: this, define));
        _notices.Drain();
        return operation;
    }

    /// <inheritdoc/>
    public bool TryGet(string name, [NotNullWhen(true)] out ResilienceOperation? operation) => _operations.TryGet(name, out operation);

    /// <inheritdoc/>
    public ResilienceOperation Replace(string name, OperationDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        while (true)
        {
            bool isNew = false;
            ResilienceOperation operation = GetOrAdd(name, _ =>
            {
                isNew = true;
                return definition;
            });
            bool isDone = isNew || operation.TryReplace(
                definition, () => _notices.Enqueue(new(RegistryChangeKind.Replaced, RegistryItem.Operation, name)));
            _notices.Drain();
            if (isDone)
                return operation;
        }
    }

    /// <inheritdoc/>
    public bool Remove(string name)
    {
        if (!_operations.TryRemove(name, out ResilienceOperation? operation, static removed => removed.Remove_NeedsLock()))
            return false;
        _notices.Drain();
        Disposal.Of(operation.TakeOwned());
        return true;
    }

    /// <inheritdoc/>
    public IDisposable Subscribe(Action<RegistryChange> handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return _notices.Subscribe(handler);
    }

    private ResilienceOperation Create(string name, Func<string, OperationDefinition>? define)
    {
        OperationDefinition definition = define is null ? _settings.DefinitionFor(name) : define(name);
        return new(name, definition, _settings, _gate);
    }

    private OnceMap<T> Map<T>(RegistryItem item, string kind)
        where T : class =>
        new(_gate, kind, (change, name) => _notices.Enqueue(new(change, item, name)));

    private void Report(Exception exception)
    {
        if (_settings.Logger is { } logger)
            Log.RegistryHandlerFailed(logger, exception);
    }
}
