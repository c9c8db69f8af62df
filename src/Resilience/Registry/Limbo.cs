using System.Diagnostics.CodeAnalysis;
using System.Runtime;

namespace Resilience.Registry;

/// <summary>
/// The components that a family has let go of and that somebody may still hold: whoever looks such a key up gets the same component, so
/// that there are never two for one key. Keeps none of them alive. Not synchronised: its owner holds a lock.
/// </summary>
internal sealed class Limbo<TKey, TComponent>(Action<Farewell<TKey, TComponent>> judge)
    where TKey : notnull
    where TComponent : class
{
    private readonly Dictionary<TKey, (long Id, DependentHandle Handle)> _handles = [];
    private long _lastId;

    public int Count => _handles.Count;

    public void Add(TKey key, TComponent component, ComponentRest needed)
    {
        long id = ++_lastId;
        _handles.Add(key, (id, new(component, new Farewell<TKey, TComponent>(id, key, component, needed, judge))));
    }

    /// <summary>Whether a component of this key is here, and which.</summary>
    /// <param name="key">The key.</param>
    /// <param name="component">The component; null while it is being forgotten.</param>
    public bool Contains(TKey key, out TComponent? component)
    {
        component = null;
        if (!_handles.TryGetValue(key, out (long Id, DependentHandle Handle) known))
            return false;
        component = (TComponent?)known.Handle.Target;
        return true;
    }

    /// <summary>Takes a component back.</summary>
    public bool TryTake(TKey key, [NotNullWhen(true)] out TComponent? component)
    {
        component = null;
        if (!_handles.TryGetValue(key, out (long Id, DependentHandle Handle) known))
            return false;
        (object? target, object? dependent) = known.Handle.TargetAndDependent;
        if (target is null)
            return false;
        component = (TComponent)target;
        ((Farewell<TKey, TComponent>)dependent!).Dispose();
        Forget(key);
        return true;
    }

    /// <summary>Lets a component go for good.</summary>
    public void Forget(TKey key)
    {
        if (_handles.Remove(key, out (long Id, DependentHandle Handle) known))
            known.Handle.Dispose();
    }

    /// <summary>The same, if this is still how it was let go of.</summary>
    /// <returns>Whether it is.</returns>
    public bool TryForget(Farewell<TKey, TComponent> farewell)
    {
        if (!_handles.TryGetValue(farewell.Key, out (long Id, DependentHandle Handle) known) || known.Id != farewell.Id)
            return false;
        Forget(farewell.Key);
        return true;
    }

    public void Clear()
    {
        foreach ((_, DependentHandle handle) in _handles.Values)
            handle.Dispose();
        _handles.Clear();
    }
}
