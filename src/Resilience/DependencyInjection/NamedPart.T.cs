namespace Resilience.DependencyInjection;

/// <summary>How one part is made: who added it, and what others did to it since, in their order.</summary>
internal sealed class NamedPart<T>
    where T : class
{
    private readonly List<string> _additions = [];
    private readonly List<Func<IServiceProvider, T?, T?>> _changes = [];
    private Func<IServiceProvider, T>? _make;
    private bool _isSet;

    public bool CanBeMade => _make is not null || _isSet;

    public void Add(Func<IServiceProvider, T> make, string description)
    {
        _make ??= make;
        _additions.Add(description);
    }

    // What is there to be changed may be set later: then it is that which counts.
    public void Configure(Func<IServiceProvider, T, T> change) =>
        _changes.Add((provider, part) => part is null ? null : change(provider, part));

    public void Set(Func<IServiceProvider, T?, T> make)
    {
        _isSet = true;
        _changes.Add(make);
    }

    public T? Create(IServiceProvider provider)
    {
        T? part = _make?.Invoke(provider);
        foreach (Func<IServiceProvider, T?, T?> change in _changes)
            part = change(provider, part);
        return part;
    }

    public IEnumerable<string> Errors(string kind, string name, string? configure)
    {
        if (!CanBeMade)
            yield return $"{kind} '{name}': {configure} changes it, but nobody has added it.";
        if (_additions.Count > 1)
        {
            string change = configure is null ? "" : $", or change the first one with {configure}";
            yield return $"{kind} '{name}' is added {_additions.Count} times: as {string.Join(", as ", _additions)}. "
                + $"Give each a name of its own{change}.";
        }
    }
}
