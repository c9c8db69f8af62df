using System.Collections.Concurrent;

namespace Resilience.Hosting.Configuration.Values;

/// <summary>
/// Filters and other objects by what is said of them. A component goes on with what it knows only if those of its options are the same
/// objects, so the same words give the same object again.
/// </summary>
internal sealed class ValuePool
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<string, object> _values = new(StringComparer.Ordinal);

    public T Get<T>(string words, Func<T> make)
        where T : class
    {
        string key = $"{typeof(T).Name} {words}";
        if (_values.TryGetValue(key, out object? value))
            return (T)value;
        if (_values.Count >= Most)
            _values.Clear();
        return (T)_values.GetOrAdd(key, _ => make());
    }
}
