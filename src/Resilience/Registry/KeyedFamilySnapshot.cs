namespace Resilience;

/// <summary>What a keyed family has counted, at one moment.</summary>
/// <param name="Name">The name of the family.</param>
/// <param name="Count">The keys that have a component of their own.</param>
/// <param name="Capacity">How many may have.</param>
/// <param name="Created">The components made so far, without the shared one.</param>
/// <param name="Evicted">The components let go of, because others needed the place or because they were idle.</param>
/// <param name="Overflowed">The look-ups that got the shared component.</param>
public readonly record struct KeyedFamilySnapshot(string Name, int Count, int Capacity, long Created, long Evicted, long Overflowed);
