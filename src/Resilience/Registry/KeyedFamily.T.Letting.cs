using Resilience.Registry;

namespace Resilience;

// Lets components go: for a new key, when they were idle, or because somebody says so.
public sealed partial class KeyedFamily<TKey, TComponent>
{
    private const int Periods = 4;

    private readonly Queue<long> _marks = new();
    private long _created;
    private long _evicted;

    /// <summary>
    /// Lets go of the component of a key, whatever it is doing, and disposes of it if it can be. The next look-up makes a new one.
    /// </summary>
    /// <param name="key">The key.</param>
    /// <returns>Whether it had one of its own.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="key"/> is null.</exception>
    /// <exception cref="AggregateException">The component's disposal threw.</exception>
    public bool Remove(TKey key)
    {
        TComponent component;
        lock (_gate)
        {
            _limbo.Forget(key);
            if (!_entries.TryGetValue(key, out FamilyEntry<TKey, TComponent>? entry) || entry.Value is not { } found)
                return false;
            component = found;
            Remove_NeedsLock(entry);
        }

        Disposal.Of([component]);
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        TComponent[] components;
        lock (_gate)
        {
            if (_isDisposed)
                return;
            _isDisposed = true;
            components = [.. _entries.Values.Select(static entry => entry.Value).OfType<TComponent>()];
            foreach (FamilyEntry<TKey, TComponent> entry in _order.Entries.ToArray())
                Remove_NeedsLock(entry);
            _limbo.Clear();
        }

        _sweeper.Dispose();
        Disposal.Of(_shared.Value is { } shared ? [.. components, shared] : components);
    }

    /// <inheritdoc/>
    internal override void Sweep()
    {
        FamilyEntry<TKey, TComponent>[] idle;
        lock (_gate)
        {
            _marks.Enqueue(_events++);
            if (_marks.Count <= Periods)
                return;
            long before = _marks.Dequeue();
            idle = [.. _order.Entries.Where(entry => entry.Used <= before)];
        }

        foreach (FamilyEntry<TKey, TComponent> entry in idle)
            TryLetGo(entry, entry.Used, ComponentRest.Remembers);
    }

    private static Func<TComponent, ComponentRest> Rest(Func<TComponent, bool> isAtRest)
    {
        ArgumentNullException.ThrowIfNull(isAtRest);
        return component => isAtRest(component) ? ComponentRest.Full : ComponentRest.Busy;
    }

    /// <summary>Lets go of the one at rest that was not used for longest, unless that takes too long to find.</summary>
    private bool TryMakeRoom()
    {
        for (int tries = 0; tries < MostTries; tries++)
        {
            FamilyEntry<TKey, TComponent>? oldest;
            lock (_gate)
                oldest = _order.Oldest();
            if (oldest is null || TryLetGo(oldest, oldest.Queued, ComponentRest.Full))
                return true;
            lock (_gate)
                _order.PutBack(oldest);
        }

        return false;
    }

    private bool TryLetGo(FamilyEntry<TKey, TComponent> entry, long used, ComponentRest needed)
    {
        if (entry.Value is not { } component || RestNow(component) < needed)
            return false;
        lock (_gate)
        {
            if (!entry.IsLinked)
                return true;
            if (entry.Used != used)
                return false;
            Remove_NeedsLock(entry);
            Interlocked.Increment(ref _evicted);
            if (component is not (IDisposable or IAsyncDisposable))
            {
                _limbo.Add(entry.Key, component, needed);
                return true;
            }
        }

        Disposal.OfQuietly(component);
        return true;
    }

    private ComponentRest RestNow(TComponent component)
    {
        try
        {
            return _rest(component);
        }
        catch (Exception)
        {
            return ComponentRest.Busy;
        }
    }

    /// <summary>Nobody holds a component any more: it is forgotten, or, if it has learned something meanwhile, comes back.</summary>
    private void Judge(Farewell<TKey, TComponent> farewell)
    {
        bool isForgotten = RestNow(farewell.Component) >= farewell.Needed;
        lock (_gate)
        {
            if (_limbo.TryForget(farewell) && !isForgotten)
                Restore_NeedsLock(farewell.Key, farewell.Component);
        }
    }
}
