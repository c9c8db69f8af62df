namespace Resilience.Hosting.Configuration.Model;

/// <summary>Everything that settings say, as it is read.</summary>
internal sealed class SettingsDraft
{
    public bool Enabled { get; set; } = true;

    public Dictionary<string, PresetSettings> Presets { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, PresetSettings> Operations { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ConditionSettings Condition { get; } = new();

    public Dictionary<string, PipelineSettings> Pipelines { get; } = new(StringComparer.OrdinalIgnoreCase);
}
