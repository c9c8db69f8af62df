using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Resilience.Registry;

/// <summary>
/// Things by name, each made once, however many ask for it at the same time. A factory runs under no lock; one that throws leaves nothing
/// behind, and whoever waited for it tries his own.
/// </summary>
/// <param name="gate">Orders what is added and removed.</param>
/// <param name="kind">What messages call the things.</param>
/// <param name="changed">Told of each addition and removal, under the gate.</param>
internal sealed class OnceMap<T>(Lock gate, string kind, Action<RegistryChangeKind, string> changed)
    where T : class
{
    private readonly ConcurrentDictionary<string, OnceSlot<T>> _slots = new(StringComparer.Ordinal);
    private bool _isClosed;

    /// <summary>What is there, with its names.</summary>
    public IEnumerable<KeyValuePair<string, T>> Entries
    {
        get
        {
            foreach ((string name, OnceSlot<T> slot) in _slots)
            {
                if (slot.Value is { } value)
                    yield return new(name, value);
            }
        }
    }

    public bool TryGet(string name, [NotNullWhen(true)] out T? value)
    {
        ArgumentNullException.ThrowIfNull(name);
        value = _slots.TryGetValue(name, out OnceSlot<T>? slot) ? slot.Value : null;
        return value is not null;
    }

    /// <summary>Returns what has the name; if nothing has, what the factory makes.</summary>
    /// <exception cref="ObjectDisposedException">The map is closed; what was being made has been disposed of.</exception>
    public T GetOrAdd<TState>(string name, Func<(string Name, TState State), T> factory, TState state)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        while (true)
        {
            if (TryGet(name, out T? value))
                return value;
            ObjectDisposedException.ThrowIf(_isClosed, typeof(ResilienceRegistry));
            var mine = new NamedSlot<T>($"{kind} '{name}'");
            OnceSlot<T> slot = _slots.GetOrAdd(name, mine);
            if (slot == mine)
                return Make(name, slot, factory, state);
            if (slot.TryAwait(out value))
                return value;
        }
    }

    /// <summary>Takes something out; what is just being made is not there yet.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">What was taken out.</param>
    /// <param name="removing">Told of it under the gate.</param>
    public bool TryRemove(string name, [NotNullWhen(true)] out T? value, Action<T>? removing = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        lock (gate)
        {
            value = null;
            if (!_slots.TryGetValue(name, out OnceSlot<T>? slot) || slot.Value is not { } found)
                return false;
            _slots.TryRemove(new(name, slot));
            value = found;
            removing?.Invoke(found);
            changed(RegistryChangeKind.Removed, name);
            return true;
        }
    }

    /// <summary>Takes everything out, and lets nothing in any more.</summary>
    public IReadOnlyList<T> Close_NeedsLock()
    {
        _isClosed = true;
        T[] all = [.. Entries.Select(static entry => entry.Value)];
        _slots.Clear();
        return all;
    }

    private T Make<TState>(string name, OnceSlot<T> slot, Func<(string Name, TState State), T> factory, TState state)
    {
        try
        {
            T value = slot.Make(factory, (name, state));
            if (TryPublish(name, slot, value))
                return value;
            Disposal.Of([value]);
            throw new ObjectDisposedException(nameof(ResilienceRegistry));
        }
        finally
        {
            if (slot.Value is null)
                _slots.TryRemove(new(name, slot));
            slot.Tell();
        }
    }

    private bool TryPublish(string name, OnceSlot<T> slot, T value)
    {
        lock (gate)
        {
            if (_isClosed)
                return false;
            slot.Fill(value);
            changed(RegistryChangeKind.Added, name);
            return true;
        }
    }
}
