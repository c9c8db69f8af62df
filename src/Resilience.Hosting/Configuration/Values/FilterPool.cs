using System.Collections.Concurrent;

namespace Resilience.Hosting.Configuration.Values;

/// <summary>
/// Filters by what they say. A breaker goes on with what it knows only if its filter is the same object, so the same words give the same
/// object again.
/// </summary>
internal sealed class FilterPool
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, FailureFilter> _filters = new(StringComparer.Ordinal);

    public FailureFilter Get(string words, Func<FailureFilter> make)
    {
        if (_filters.TryGetValue(words, out FailureFilter? filter))
            return filter;
        if (_filters.Count >= Most)
            _filters.Clear();
        return _filters.GetOrAdd(words, _ => make());
    }
}
