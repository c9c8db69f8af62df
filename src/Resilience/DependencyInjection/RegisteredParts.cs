using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Options;
using Resilience.Registry;

namespace Resilience.DependencyInjection;

/// <summary>
/// What the registry holds under a name, made from what is registered when it is first asked for. A name that is neither there nor
/// registered is an error that lists the others: unlike the registry, which has a default for every name, keys are not made up.
/// </summary>
internal sealed class RegisteredParts(
    IServiceProvider provider,
    IOptions<ResilienceOptions> options,
    IOptions<ResilienceRegistryOptions> registryOptions,
    IResilienceRegistry registry)
{
    private readonly ResilienceOptions _parts = options.Value;
    private readonly ResilienceRegistryOptions _settings = registryOptions.Value;

    private TimeProvider Clock => _settings.TimeProvider ?? TimeProvider.System;

    public ResilienceOperation Operation(object? key) => registry.GetOrAdd(
        Unknown.NameOf("pipeline", key),
        name => _settings.DefinitionOf?.Invoke(name)
            ?? throw Unknown.Of("pipeline", name, [.. _parts.Operations.Names, .. registry.Operations.Select(static one => one.Name)]));

    public bool TryGetOperation(string name, [NotNullWhen(true)] out ResilienceOperation? operation) =>
        registry.TryGet(name, out operation);

    public CircuitBreaker CircuitBreaker(object? key) =>
        Component("circuit breaker", key, registry.CircuitBreakers, _parts.CircuitBreakers, made => new CircuitBreaker(made, Clock));

    public Bulkhead Bulkhead(object? key) =>
        Component("bulkhead", key, registry.Bulkheads, _parts.Bulkheads, made => new Bulkhead(made, Clock));

    public RateLimit RateLimit(object? key) =>
        Component("rate limit", key, registry.RateLimits, _parts.RateLimits, made => OwnParts.Make(made, Clock));

    public KeyedFamily Family(object? key) => Component("family", key, registry.Families, _parts.Families, static made => made);

    public KeyedFamily<TKey, TComponent> Family<TKey, TComponent>(object? key)
        where TKey : notnull
        where TComponent : class
    {
        KeyedFamily family = Family(key);
        return family as KeyedFamily<TKey, TComponent> ?? throw new InvalidOperationException(
            $"Family '{key}' has no {typeof(TComponent).Name} for each {typeof(TKey).Name}: it is a {family.GetType().Name} of "
            + $"{string.Join(", ", family.GetType().GetGenericArguments().Select(static type => type.Name))}.");
    }

    private T Component<TOptions, T>(
        string kind, object? key, ComponentCollection<T> there, NamedParts<TOptions> registered, Func<TOptions, T> make)
        where TOptions : class
        where T : class =>
        there.GetOrAdd(
            Unknown.NameOf(kind, key),
            name => registered.Contains(name)
                ? make(registered.Create(name, provider))
                : throw Unknown.Of(kind, name, [.. registered.Names, .. there.Select(static one => one.Key)]));
}
