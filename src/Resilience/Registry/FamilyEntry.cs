namespace Resilience.Registry;

/// <summary>A key of a family and its component, in the order of use.</summary>
internal sealed class FamilyEntry<TKey, TComponent>(TKey key, string what) : OnceSlot<TComponent>(what)
    where TComponent : class
{
    private long _used;

    public TKey Key { get; } = key;

    /// <summary>When it was looked up last, by the family's count of events.</summary>
    public long Used
    {
        get => Volatile.Read(ref _used);
        set => Volatile.Write(ref _used, value);
    }

    /// <summary>When it was put where it stands in the order.</summary>
    public long Queued { get; set; }

    public FamilyEntry<TKey, TComponent>? Older { get; set; }

    public FamilyEntry<TKey, TComponent>? Newer { get; set; }

    /// <summary>Whether it is in the family.</summary>
    public bool IsLinked { get; set; }
}
