namespace Resilience.Metrics;

/// <summary>Counts by key, of which there may be a bounded number. Not synchronised: its owner holds a lock.</summary>
internal sealed class Tally<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, long> _counts = [];

    public void Add(TKey key, long amount = 1) => _counts[key] = _counts.GetValueOrDefault(key) + amount;

    public IReadOnlyDictionary<TKey, long> Copy() => new Dictionary<TKey, long>(_counts);
}
