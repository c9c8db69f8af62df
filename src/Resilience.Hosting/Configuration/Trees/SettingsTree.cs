namespace Resilience.Hosting.Configuration.Trees;

/// <summary>Settings as they were at one moment: a value, or settings under names in which upper and lower case do not matter.</summary>
internal sealed class SettingsTree(string key, string path)
{
    private readonly SortedDictionary<string, SettingsTree> _children = new(KeyOrder.Instance);

    public string Key => key;

    /// <summary>The names from the root of the configuration to here, with colons between them.</summary>
    public string Path { get; private set; } = path;

    public string? Value { get; set; }

    public IEnumerable<SettingsTree> Children => _children.Values;

    public bool IsLeaf => _children.Count == 0;

    public SettingsTree? Find(string name) => _children.GetValueOrDefault(name);

    public SettingsTree GetOrAdd(string name)
    {
        if (!_children.TryGetValue(name, out SettingsTree? child))
            _children.Add(name, child = new(name, Path.Length == 0 ? name : $"{Path}:{name}"));
        return child;
    }

    /// <summary>Says something that was said elsewhere, which is where messages point to.</summary>
    public void Set(string names, string? value, string saidAt)
    {
        SettingsTree node = this;
        foreach (string name in names.Split(':'))
            node = node.GetOrAdd(name);
        (node.Value, node.Path) = (value, saidAt);
    }

    public bool Remove(string name) => _children.Remove(name);

    /// <summary>Lays another tree over this one. What it says wins; a list is replaced as a whole.</summary>
    public void Overlay(SettingsTree other)
    {
        if (other.IsLeaf && other.Value is null)
            return;
        if (other.IsLeaf || other.IsList)
            _children.Clear();
        Value = other.IsLeaf ? other.Value : null;
        if (other.IsLeaf)
            Path = other.Path;
        foreach (SettingsTree child in other.Children)
            GetOrAdd(child.Key).Overlay(child);
    }

    /// <summary>The same settings, to be changed without changing these.</summary>
    public SettingsTree Copy()
    {
        var copy = new SettingsTree(key, Path);
        copy.Overlay(this);
        return copy;
    }

    /// <summary>Everything in here as text that is the same for the same settings.</summary>
    public string Fingerprint() =>
        IsLeaf ? $"={Value?.Length}:{Value}" : $"{{{string.Join(",", Children.Select(static child =>
            $"{child.Key.Length}:{child.Key.ToUpperInvariant()}{child.Fingerprint()}"))}}}";

    private bool IsList => _children.Count > 0 && _children.Keys.All(static name => int.TryParse(name, out _));
}
