using Resilience.Hosting.Configuration.Trees;

namespace Resilience.Hosting.Configuration.Model;

/// <summary>What settings say about something that has a name, or of which there is one.</summary>
internal sealed class PartSettings<T>(SettingsTree node)
    where T : class
{
    private readonly List<Action<T>> _changes = [];

    public PartSettings()
        : this(new SettingsTree("", ""))
    {
    }

    public string Name => node.Key;

    public string Path => node.Path;

    public string Fingerprint { get; } = node.Fingerprint();

    public void Add(Action<T> change) => _changes.Add(change);

    public void Apply(T options) => _changes.ForEach(change => change(options));
}
