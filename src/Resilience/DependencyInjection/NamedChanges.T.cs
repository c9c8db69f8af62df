namespace Resilience.DependencyInjection;

/// <summary>What is said of options by name, apart from where they are made: by configuration, for instance.</summary>
/// <typeparam name="T">The type of the options.</typeparam>
public sealed class NamedChanges<T>
    where T : class
{
    private readonly List<(string Name, Action<T> Change)> _changes = [];
    private readonly SortedSet<string> _names = new(StringComparer.Ordinal);

    internal NamedChanges()
    {
    }

    /// <summary>The names of what is registered, sorted.</summary>
    public IReadOnlyCollection<string> Names => _names;

    /// <summary>Changes options, after what was said where they are made and what changed them before.</summary>
    /// <param name="name">The name.</param>
    /// <param name="change">Changes them.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public void Add(string name, Action<T> change)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(change);
        _changes.Add((name, change));
    }

    internal void Register(string name) => _names.Add(name);

    internal T Make(string name, T options, Action<T>? first)
    {
        first?.Invoke(options);
        foreach ((string known, Action<T> change) in _changes)
        {
            if (known == name)
                change(options);
        }

        return options;
    }
}
