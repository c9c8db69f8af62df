using System.Collections.Concurrent;
using Resilience.Benchmarks.Calls;

namespace Resilience.Benchmarks.Ours;

/// <summary>One key after the other in a dictionary with a bulkhead for each.</summary>
public readonly struct DictionaryLookUp : ICall
{
    private readonly ConcurrentDictionary<string, Bulkhead> _dictionary;
    private readonly int[] _next = new int[1];
    private readonly string[] _keys;

    public DictionaryLookUp(string[] keys)
    {
        _keys = keys;
        _dictionary = new(keys.Select(static key => KeyValuePair.Create(key, new Bulkhead())));
    }

    public ValueTask<int> Invoke(CancellationToken cancellationToken) =>
        new(_dictionary.TryGetValue(_keys[_next[0]++ & (_keys.Length - 1)], out Bulkhead? found) && found is not null ? 1 : 0);
}
