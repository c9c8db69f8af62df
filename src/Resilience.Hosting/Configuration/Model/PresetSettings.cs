using Resilience.Hosting.Configuration.Trees;

namespace Resilience.Hosting.Configuration.Model;

/// <summary>What settings say about a preset or an operation.</summary>
internal sealed class PresetSettings(SettingsTree node)
{
    private readonly List<Action<StandardPipelineOptions>> _changes = [];

    public PresetSettings()
        : this(new SettingsTree("", ""))
    {
    }

    public string Name => node.Key;

    public string Path => node.Path;

    public string Fingerprint { get; } = node.Fingerprint();

    /// <summary>The preset that is changed; null if it goes without saying.</summary>
    public string? Preset { get; set; }

    public bool Enabled { get; set; } = true;

    /// <summary>Whether there is more than whether it is enabled.</summary>
    public bool HasChanges => Preset is not null || _changes.Count > 0;

    public void Add(Action<StandardPipelineOptions> change) => _changes.Add(change);

    public void Apply(StandardPipelineOptions options)
    {
        foreach (Action<StandardPipelineOptions> change in _changes)
            change(options);
    }
}
