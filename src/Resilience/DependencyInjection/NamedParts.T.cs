namespace Resilience.DependencyInjection;

/// <summary>How parts of one kind are made, by name. What is wrong with it is reported when the application starts.</summary>
/// <typeparam name="T">What is made.</typeparam>
public sealed class NamedParts<T>
    where T : class
{
    private readonly Dictionary<string, NamedPart<T>> _parts;
    private readonly string _kind;
    private readonly string? _configure;

    internal NamedParts(string kind, string? configure, StringComparer? comparer = null)
    {
        _parts = new(comparer ?? StringComparer.Ordinal);
        _kind = kind;
        _configure = configure;
    }

    /// <summary>The names of all that can be made, sorted.</summary>
    public IReadOnlyList<string> Names =>
        [.. _parts.Where(static part => part.Value.CanBeMade).Select(static part => part.Key).Order(StringComparer.Ordinal)];

    internal IEnumerable<string> Errors => _parts.OrderBy(static part => part.Key, StringComparer.Ordinal)
        .SelectMany(part => part.Value.Errors(_kind, part.Key, _configure));

    /// <summary>Whether something can be made under a name.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public bool Contains(string name) => _parts.TryGetValue(name, out NamedPart<T>? part) && part.CanBeMade;

    /// <summary>Adds something. That the name is taken is reported when the application starts.</summary>
    /// <param name="name">The name.</param>
    /// <param name="make">Makes it; is given the container.</param>
    /// <param name="description">What it is, in a few words, for that report.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="make"/> is null.</exception>
    public void Add(string name, Func<IServiceProvider, T> make, string description = "a factory")
    {
        ArgumentNullException.ThrowIfNull(make);
        Part(name).Add(make, description);
    }

    /// <summary>
    /// Changes what was added under a name, after what changed it before. That nothing was added is reported when the application starts.
    /// </summary>
    /// <param name="name">The name.</param>
    /// <param name="change">Is given the container and what there is; returns what there is to be: the same, changed, or another.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public void Configure(string name, Func<IServiceProvider, T, T> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Part(name).Configure(change);
    }

    /// <summary>Says what there is to be under a name, whether something was added or not.</summary>
    /// <param name="name">The name.</param>
    /// <param name="make">Is given the container and what there is, or null if there is nothing; returns what there is to be.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="make"/> is null.</exception>
    public void Set(string name, Func<IServiceProvider, T?, T> make)
    {
        ArgumentNullException.ThrowIfNull(make);
        Part(name).Set(make);
    }

    /// <summary>Makes what is registered under a name; a new one each time.</summary>
    /// <param name="name">The name.</param>
    /// <param name="provider">The container.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="InvalidOperationException">
    /// There is no such name (the message lists those that there are), or a factory returned null.
    /// </exception>
    public T Create(string name, IServiceProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return Contains(name)
            ? _parts[name].Create(provider) ?? throw new InvalidOperationException($"The factory of {_kind} '{name}' returned null.")
            : throw Unknown.Of(_kind, name, Names);
    }

    private NamedPart<T> Part(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (!_parts.TryGetValue(name, out NamedPart<T>? part))
            _parts.Add(name, part = new());
        return part;
    }
}
