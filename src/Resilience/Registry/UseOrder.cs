namespace Resilience.Registry;

/// <summary>
/// The entries of a family, roughly in the order of use. A look-up only notes when it was; whoever looks for the oldest puts those that
/// have been used since where they belong. Not synchronised: its owner holds a lock.
/// </summary>
internal sealed class UseOrder<TKey, TComponent>
    where TComponent : class
{
    // A look for the oldest must not take long, even if all have been used.
    private const int MostMoves = 32;

    private FamilyEntry<TKey, TComponent>? _oldest;
    private FamilyEntry<TKey, TComponent>? _newest;

    public int Count { get; private set; }

    /// <summary>From the oldest to the newest.</summary>
    public IEnumerable<FamilyEntry<TKey, TComponent>> Entries
    {
        get
        {
            for (FamilyEntry<TKey, TComponent>? entry = _oldest; entry is not null; entry = entry.Newer)
                yield return entry;
        }
    }

    public void Add(FamilyEntry<TKey, TComponent> entry)
    {
        entry.IsLinked = true;
        Count++;
        Append(entry);
    }

    public void Remove(FamilyEntry<TKey, TComponent> entry)
    {
        entry.IsLinked = false;
        Count--;
        Unhook(entry);
    }

    /// <summary>Has others stand before it.</summary>
    public void PutBack(FamilyEntry<TKey, TComponent> entry)
    {
        if (!entry.IsLinked)
            return;
        Unhook(entry);
        Append(entry);
    }

    /// <summary>The entry that was not used for longest; null if there is none.</summary>
    public FamilyEntry<TKey, TComponent>? Oldest()
    {
        for (int move = 0; move < MostMoves && _oldest is { } oldest && oldest.Used > oldest.Queued; move++)
            PutBack(oldest);
        return _oldest;
    }

    private void Append(FamilyEntry<TKey, TComponent> entry)
    {
        entry.Queued = entry.Used;
        entry.Older = _newest;
        entry.Newer = null;
        if (_newest is null)
            _oldest = entry;
        else
            _newest.Newer = entry;
        _newest = entry;
    }

    private void Unhook(FamilyEntry<TKey, TComponent> entry)
    {
        if (entry.Older is null)
            _oldest = entry.Newer;
        else
            entry.Older.Newer = entry.Newer;
        if (entry.Newer is null)
            _newest = entry.Older;
        else
            entry.Newer.Older = entry.Older;
        entry.Older = entry.Newer = null;
    }
}
