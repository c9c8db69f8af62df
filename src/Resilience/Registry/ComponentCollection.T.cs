using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Resilience.Registry;

namespace Resilience;

/// <summary>Components of one kind by name. Names are compared exactly. Safe to use from many threads.</summary>
/// <typeparam name="T">The kind of component.</typeparam>
public sealed class ComponentCollection<T> : IReadOnlyCollection<KeyValuePair<string, T>>
    where T : class
{
    private readonly OnceMap<T> _map;
    private readonly Action _told;

    internal ComponentCollection(OnceMap<T> map, Action told)
    {
        _map = map;
        _told = told;
    }

    /// <summary>How many there are.</summary>
    public int Count => _map.Entries.Count();

    /// <summary>Returns the component with a name, and makes it if there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="factory">
    /// Makes the component; is given the name. Runs once, however many ask, under no lock, and may ask for other components. If it throws,
    /// nothing is left behind.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="factory"/> is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// The factory returned null, or asks for what waits for it.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The registry was disposed of, and the component with it if it was just made.</exception>
    public T GetOrAdd(string name, Func<string, T> factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        if (_map.TryGet(name, out T? found))
            return found;
        T component = _map.GetOrAdd(name, static asked => asked.State(asked.Name), factory);
        _told();
        return component;
    }

    /// <summary>Returns the component with a name, if there is one.</summary>
    /// <param name="name">The name.</param>
    /// <param name="component">The component.</param>
    /// <returns>Whether there is one; one that is just being made is not there yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool TryGet(string name, [NotNullWhen(true)] out T? component) => _map.TryGet(name, out component);

    /// <summary>Removes a component, and disposes of it if it can be. Pipelines that it is part of keep it.</summary>
    /// <param name="name">The name.</param>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    /// <exception cref="AggregateException">The component's disposal threw. It is removed all the same.</exception>
    public bool Remove(string name)
    {
        if (!_map.TryRemove(name, out T? component))
            return false;
        _told();
        Disposal.Of([component]);
        return true;
    }

    /// <summary>What is there now, in no order.</summary>
    public IEnumerator<KeyValuePair<string, T>> GetEnumerator() => _map.Entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
