using System.Diagnostics.CodeAnalysis;

namespace Resilience;

/// <summary>
/// Operations with their pipelines, and components, by name. What it makes it makes once, can change while it is in use, and disposes of.
/// Safe to use from many threads; see <c>docs/registry.md</c>.
/// </summary>
public interface IResilienceRegistry : IDisposable, IAsyncDisposable
{
    /// <summary>The operations that there are now, in no order.</summary>
    IReadOnlyCollection<ResilienceOperation> Operations { get; }

    /// <summary>Circuit breakers by name, to be shared by operations. They are no operation's own.</summary>
    ComponentCollection<CircuitBreaker> CircuitBreakers { get; }

    /// <summary>Bulkheads by name, to be shared by operations.</summary>
    ComponentCollection<Bulkhead> Bulkheads { get; }

    /// <summary>Rate limits by name, to be shared by operations.</summary>
    ComponentCollection<RateLimit> RateLimits { get; }

    /// <summary>Keyed families by name.</summary>
    ComponentCollection<KeyedFamily> Families { get; }

    /// <summary>Returns the operation with a name, and makes it if there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="define">
    /// Defines the operation; is given the name. Runs once, however many ask, under no lock, and may ask for other operations and
    /// components. If it throws, or the definition is not valid, nothing is left behind. By default the registry's options say what the
    /// definition is.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="InvalidOperationException"><paramref name="define"/> asks for what waits for it.</exception>
    /// <exception cref="InvalidPipelineException">Options of the definition are out of range; the exception lists all of them.</exception>
    /// <exception cref="ObjectDisposedException">The registry was disposed of.</exception>
    ResilienceOperation GetOrAdd(string name, Func<string, OperationDefinition>? define = null);

    /// <summary>Returns the operation with a name, if there is one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="operation">The operation.</param>
    /// <returns>Whether there is one; one that is just being made is not there yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    bool TryGet(string name, [NotNullWhen(true)] out ResilienceOperation? operation);

    /// <summary>
    /// Applies a definition to the operation with a name, or adds it. Whoever holds its pipelines keeps them: calls that have begun end as
    /// they began, later ones meet the new inside. A breaker, limit or budget whose options did not change goes on with what it knows.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="definition">The definition.</param>
    /// <returns>The operation.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="definition"/> is null.</exception>
    /// <exception cref="InvalidPipelineException">The definition is not valid; the operation stays as it is.</exception>
    /// <exception cref="InvalidOperationException">
    /// The definition is for another kind of pipeline than one that is in use; the operation stays as it is.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The registry was disposed of.</exception>
    ResilienceOperation Replace(string name, OperationDefinition definition);

    /// <summary>
    /// Applies definitions to several operations in one step: all of them, or none if one is not valid. Names that no operation has are
    /// passed over. What was said of <see cref="Replace"/> holds for each.
    /// </summary>
    /// <param name="definitions">The definitions by name.</param>
    /// <returns>The operations that there are with these names.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="definitions"/> is null.</exception>
    /// <exception cref="InvalidPipelineException">Definitions are not valid; the exception lists all errors of all of them.</exception>
    /// <exception cref="InvalidOperationException">
    /// A definition is for another kind of pipeline than one that is in use; the operations stay as they are.
    /// </exception>
    IReadOnlyList<ResilienceOperation> ReplaceAll(IReadOnlyDictionary<string, OperationDefinition> definitions);

    /// <summary>Removes an operation, and disposes of what its definition owns. Its pipelines go on for whoever holds them.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="AggregateException">Something that it owns threw on disposal. It is removed all the same.</exception>
    bool Remove(string name);

    /// <summary>
    /// Has a handler told of each change from now on, in their order and one at a time, outside of every lock. What it throws is logged and
    /// keeps no other handler from being told.
    /// </summary>
    /// <param name="handler">The handler. It must be quick.</param>
    /// <returns>To be disposed of when the handler is to hear no more.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="handler"/> is null.</exception>
    IDisposable Subscribe(Action<RegistryChange> handler);

    /// <summary>What everything in the registry knows now.</summary>
    RegistrySnapshot Snapshot();

    /// <summary>Which circuits let calls through.</summary>
    RegistryHealth GetHealth();

    /// <summary>Begins to count the calls of an operation anew.</summary>
    /// <param name="name">The name of the operation.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    bool ResetMetrics(string name);

    /// <summary>Closes the circuits of the operation with a name and the circuit that is held by it. No hold is lifted.</summary>
    /// <param name="name">The name of an operation, of a circuit breaker, or of both.</param>
    /// <returns>Whether there is one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    bool Reset(string name);

    /// <summary>
    /// Holds the circuits of the operation with a name, and the circuit that is held by it, open until the hold is disposed of.
    /// </summary>
    /// <param name="name">The name of an operation, of a circuit breaker, or of both.</param>
    /// <param name="holder">Who holds them, and why, for people to read.</param>
    /// <returns>The hold.</returns>
    /// <exception cref="ArgumentException"><paramref name="holder"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There is neither such an operation nor such a circuit breaker.</exception>
    IDisposable Isolate(string name, string holder);
}
