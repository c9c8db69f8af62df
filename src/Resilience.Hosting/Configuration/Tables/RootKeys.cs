using Resilience.Hosting.Configuration.Keys;
using Resilience.Hosting.Configuration.Model;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>The keys of the whole section.</summary>
internal static class RootKeys
{
    public static KeySet<SettingsDraft> Set { get; } = new("Resilience",
    [
        Key.Of(
            "Enabled", Kinds.Flag, static (SettingsDraft o) => o.Enabled, static (o, v) => o.Enabled = v,
            "whether anything is protected; calls are measured in any case"),
        new MapKey<SettingsDraft, PresetSettings>(
            "Presets", "presets by name, new ones or those that there are", Preset("Preset", "BasedOn", "the preset that is changed"),
            static node => new(node), static (draft, preset) => draft.Presets.Add(preset.Name, preset)),
        new MapKey<SettingsDraft, PresetSettings>(
            "Operations", "operations by name, new ones or those that there are",
            Preset("Operation", "Preset", "the preset; by default that which the code says, or Balanced"),
            static node => new(node), static (draft, operation) => draft.Operations.Add(operation.Name, operation)),
        new MapKey<SettingsDraft, PipelineSettings>(
            "Pipelines", "operations of any strategies in any order, by name", Pipeline, static node => new(node),
            static (draft, pipeline) => draft.Pipelines.Add(pipeline.Name, pipeline)),
        .. ConditionKeys.All,
    ]);

    private static KeySet<PipelineSettings> Pipeline => new("Pipeline",
        Key.Of(
            "Enabled", Kinds.Flag, static (PipelineSettings o) => o.Enabled, static (o, v) => o.Enabled = v,
            "whether calls are protected; they are measured in any case"),
        Key.Of(
            "ShadowMode", Kinds.Flag, static (PipelineSettings o) => o.ShadowMode, static (o, v) => o.ShadowMode = v,
            "whether strategies only say what they would do"),
        new StrategiesKey());

    private static KeySet<PresetSettings> Preset(string title, string key, string help) => new(title,
    [
        Key.Of(
            "Enabled", Kinds.Flag, static (PresetSettings o) => o.Enabled, static (o, v) => o.Enabled = v,
            "whether calls are protected; they are measured in any case"),
        new ScalarKey<PresetSettings, string>(key, help, Kinds.Text, static (o, v) => o.Preset = v.Trim()),
        .. StandardKeys.Set.All.Select(static part =>
            new FacetKey<PresetSettings, StandardPipelineOptions>(part, static (settings, change) => settings.Add(change))),
    ]);
}
