using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Resilience.Registry;
using Resilience.Telemetry;

namespace Resilience;

/// <summary>
/// A component for each key, made when the key is first looked up. The number of keys is bounded: one that is at rest gives way to a new
/// key, one that is idle goes by itself. If none is at rest, new keys share one component. Safe to use from many threads.
/// </summary>
/// <typeparam name="TKey">The type of the keys.</typeparam>
/// <typeparam name="TComponent">The type of the components.</typeparam>
/// <remarks>
/// Nobody who holds a component is ever beside somebody with another one for the same key: a component that was let go of while somebody
/// holds it comes back when its key is looked up. A component that can be disposed of is disposed of when it is let go of, at once.
/// </remarks>
public sealed partial class KeyedFamily<TKey, TComponent> : KeyedFamily
    where TKey : notnull
    where TComponent : class
{
    private const int MostTries = 8;

    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<TKey, FamilyEntry<TKey, TComponent>> _entries = new();
    private readonly UseOrder<TKey, TComponent> _order = new();
    private readonly Limbo<TKey, TComponent> _limbo;
    private readonly Func<TKey, TComponent> _create;
    private readonly Func<TComponent, ComponentRest> _rest;
    private readonly string _what;
    private readonly FamilySweeper _sweeper;
    private long _events = 1; // counts what happens; look-ups note when they were by it
    private bool _isDisposed;

    /// <summary>Makes a family of any components.</summary>
    /// <param name="name">The name in metrics.</param>
    /// <param name="create">Makes the component of a key. Runs under no lock, and once at a time for a key.</param>
    /// <param name="createShared">Makes the component that keys share when there is no room; when it is first needed.</param>
    /// <param name="isAtRest">
    /// Whether a component may be let go of: it is not in use, and a new one would do as well. Must be quick and not wait; may be called on
    /// the finalizer's thread. If it throws, the answer is no.
    /// </param>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public KeyedFamily(
        string name,
        Func<TKey, TComponent> create,
        Func<TComponent> createShared,
        Func<TComponent, bool> isAtRest,
        KeyedFamilyOptions? options = null)
        : this(name, create, createShared, Rest(isAtRest), options)
    {
    }

    internal KeyedFamily(string name, Func<TComponent> create, Func<TComponent, ComponentRest> rest, KeyedFamilyOptions? options)
        : this(name, _ => create(), create, rest, options)
    {
    }

    private KeyedFamily(
        string name,
        Func<TKey, TComponent> create,
        Func<TComponent> createShared,
        Func<TComponent, ComponentRest> rest,
        KeyedFamilyOptions? options)
        : base(name, options ??= new())
    {
        ArgumentNullException.ThrowIfNull(create);
        ArgumentNullException.ThrowIfNull(createShared);
        _create = create;
        _createShared = createShared;
        _rest = rest;
        _what = $"a component of family '{name}'";
        _shared = new NamedSlot<TComponent>($"the shared component of family '{name}'");
        _limbo = new(Judge);
        _overflow = OverflowOf(options.MeterFactory);
        _nameTag = new(TelemetryNames.FamilyName, name);
        _sweeper = new(this, options.TimeProvider, IdleTimeout / Periods);
    }

    /// <inheritdoc/>
    public override int Count => _order.Count;

    /// <summary>Returns the component of a key; the shared one if there is no room for the key.</summary>
    /// <param name="key">The key.</param>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The factory returned null, or asks for what waits for it.</exception>
    /// <exception cref="ObjectDisposedException">The family was disposed of.</exception>
    public TComponent Get(TKey key)
    {
        if (!_entries.TryGetValue(key, out FamilyEntry<TKey, TComponent>? entry) || entry.Value is not { } component)
            return GetSlowly(key);
        long now = Volatile.Read(ref _events);
        if (entry.Used != now)
            entry.Used = now;
        return component;
    }

    /// <summary>Returns the component of a key, if it has one of its own. It does not count as a look-up.</summary>
    /// <param name="key">The key.</param>
    /// <param name="component">The component.</param>
    /// <returns>Whether it has.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TComponent? component)
    {
        component = _entries.TryGetValue(key, out FamilyEntry<TKey, TComponent>? entry) ? entry.Value : null;
        return component is not null;
    }

    /// <summary>The keys that have a component of their own now, with their components, in no order.</summary>
    /// <returns>A copy that no longer changes.</returns>
    public IReadOnlyList<KeyValuePair<TKey, TComponent>> ToList() =>
    [
        .. _entries.Where(static entry => entry.Value.Value is not null)
            .Select(static entry => KeyValuePair.Create(entry.Key, entry.Value.Value!)),
    ];

    private TComponent GetSlowly(TKey key)
    {
        for (int tries = 0; tries < MostTries;)
        {
            if (!TryPlace(key, out FamilyEntry<TKey, TComponent>? entry, out TComponent? component, out bool isMine))
                return GetShared();
            if (component is not null && (entry is not null || tries > 0 || !TryMakeRoom()))
                return component;
            if (isMine)
                return Make(entry!);
            if (entry is null)
                tries += component is not null || TryMakeRoom() ? 1 : MostTries;
            else if (entry.TryAwait(out component))
                return component;
        }

        return GetShared();
    }

    /// <summary>Finds a key's component, or a place for it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="entry">Its entry; null if there is no room for one.</param>
    /// <param name="component">The component, if it is known; with no entry, one that was let go of and somebody may hold.</param>
    /// <param name="isMine">Whether the entry is new, and its component to be made.</param>
    /// <returns>False if it cannot be said now.</returns>
    private bool TryPlace(TKey key, out FamilyEntry<TKey, TComponent>? entry, out TComponent? component, out bool isMine)
    {
        component = null;
        isMine = false;
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_entries.TryGetValue(key, out entry))
                return true;
            bool hasRoom = _order.Count < Capacity;
            if (_limbo.Contains(key, out component))
            {
                if (component is not null && hasRoom && _limbo.TryTake(key, out component))
                    entry = Restore_NeedsLock(key, component);
                return component is not null;
            }

            if (hasRoom)
            {
                entry = Add_NeedsLock(key);
                isMine = true;
            }

            return true;
        }
    }

    private TComponent Make(FamilyEntry<TKey, TComponent> entry)
    {
        TComponent? component = null;
        try
        {
            component = entry.Make(_create, entry.Key);
            lock (_gate)
            {
                if (!_isDisposed)
                    entry.Fill(component);
            }

            if (entry.Value is not null)
            {
                Interlocked.Increment(ref _created);
                return component;
            }

            Disposal.Of([component]);
            throw new ObjectDisposedException(Name);
        }
        finally
        {
            if (entry.Value is null)
            {
                lock (_gate)
                    Remove_NeedsLock(entry);
            }

            entry.Tell();
        }
    }

    private FamilyEntry<TKey, TComponent> Add_NeedsLock(TKey key)
    {
        var entry = new FamilyEntry<TKey, TComponent>(key, _what) { Used = _events };
        _order.Add(entry);
        _entries[key] = entry;
        _events++;
        return entry;
    }

    private FamilyEntry<TKey, TComponent> Restore_NeedsLock(TKey key, TComponent component)
    {
        FamilyEntry<TKey, TComponent> entry = Add_NeedsLock(key);
        entry.Fill(component);
        entry.Tell();
        return entry;
    }

    private void Remove_NeedsLock(FamilyEntry<TKey, TComponent> entry)
    {
        if (!entry.IsLinked)
            return;
        _order.Remove(entry);
        _entries.TryRemove(new(entry.Key, entry));
    }
}
