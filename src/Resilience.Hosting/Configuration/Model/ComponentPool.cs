using System.Collections.Concurrent;

namespace Resilience.Hosting.Configuration.Model;

/// <summary>
/// The components of pipelines that settings describe: one whose settings are the same is the same, with all that it knows. Those that no
/// settings describe any more are forgotten.
/// </summary>
internal sealed class ComponentPool
{
    private readonly ConcurrentDictionary<string, Lazy<object>> _components = new(StringComparer.Ordinal);

    public object Get(string key, Func<object> make) => _components.GetOrAdd(key, _ => new(make)).Value;

    public void KeepOnly(IReadOnlySet<string> keys)
    {
        foreach (string key in _components.Keys)
        {
            if (!keys.Contains(key))
                _components.TryRemove(key, out _);
        }
    }
}
