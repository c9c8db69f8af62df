using Resilience.Hosting.Configuration.Tables;
using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Model;

/// <summary>What settings say, all of it at one moment. Immutable.</summary>
internal sealed class SettingsModel
{
    private readonly SettingsDraft _draft;
    private readonly Func<string, ResiliencePreset?> _presetOfCode;
    private readonly ComponentPool _pool;

    private SettingsModel(SettingsDraft draft, Func<string, ResiliencePreset?> presetOfCode, ComponentPool pool, string fingerprint)
    {
        _draft = draft;
        _presetOfCode = presetOfCode;
        _pool = pool;
        Fingerprint = fingerprint;
    }

    /// <summary>The same for settings that say the same.</summary>
    public string Fingerprint { get; }

    public bool Enabled => _draft.Enabled;

    public ConditionSettings Condition => _draft.Condition;

    /// <summary>The names of the operations that are configured.</summary>
    public IEnumerable<string> Names => _draft.Operations.Keys.Concat(_draft.Pipelines.Keys);

    public IEnumerable<string> PresetNames => _draft.Presets.Keys;

    /// <summary>What keeps components of pipelines alive.</summary>
    public IReadOnlySet<string> ComponentKeys =>
        _draft.Pipelines.Values.SelectMany(static pipeline => pipeline.Strategies).Select(static strategy => strategy.Key).ToHashSet();

    /// <summary>Reads settings.</summary>
    /// <returns>What they say; to be thrown away if there are errors.</returns>
    public static SettingsModel Read(
        SettingsTree tree, ReadContext context, Func<string, ResiliencePreset?> presetOfCode, ComponentPool pool)
    {
        var draft = new SettingsDraft();
        RootKeys.Set.Read(tree, context)(draft);
        var model = new SettingsModel(draft, presetOfCode, pool, tree.Fingerprint());
        foreach (PresetSettings preset in draft.Presets.Values)
            model.CheckBase(preset, context);
        foreach (PresetSettings operation in draft.Operations.Values)
        {
            model.CheckPreset($"{operation.Path}:Preset", operation.Preset, context);
            if (draft.Pipelines.ContainsKey(operation.Name))
                context.Error(operation.Path, "the same name is among the Pipelines: an operation is either the one or the other.");
        }

        return model;
    }

    public bool Contains(string name) => _draft.Operations.ContainsKey(name) || _draft.Pipelines.ContainsKey(name);

    public string PresetPathOf(string name) => _draft.Presets[name].Path;

    public string PathOf(string name) =>
        _draft.Operations.TryGetValue(name, out PresetSettings? operation) ? operation.Path
        : _draft.Pipelines.TryGetValue(name, out PipelineSettings? pipeline) ? pipeline.Path
        : "";

    /// <summary>What these settings make of an operation.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="code">The definition that it has without settings; null if there is none.</param>
    public ResolvedDefinition Resolve(string name, OperationDefinition? code)
    {
        if (!_draft.Enabled)
            return new("off", PassThrough.Definition);
        if (_draft.Pipelines.TryGetValue(name, out PipelineSettings? pipeline))
        {
            return pipeline.Enabled
                ? new($"pipeline {pipeline.Fingerprint}", pipeline.Define(_pool))
                : new("off", PassThrough.Definition);
        }

        PresetSettings? operation = _draft.Operations.GetValueOrDefault(name);
        if (operation is { Enabled: false })
            return new("off", PassThrough.Definition);
        if (operation is null && code is null)
            return new("", null);
        OperationDefinition definition = code ?? ResiliencePreset.Balanced;
        if (definition.Preset is null)
        {
            return operation is { HasChanges: true }
                ? throw new InvalidPipelineException([$"{operation.Path}: operation '{name}' is defined by a builder in code, which says "
                    + "everything itself. Only Enabled can be set here, or describe the whole operation under Pipelines."])
                : new("", code);
        }

        string preset = operation?.Preset ?? definition.Preset.Name;
        if (!IsEnabled(preset))
            return new("off", PassThrough.Definition);
        if (operation?.Preset is not null || _draft.Presets.ContainsKey(preset))
            definition = definition.WithPreset(Preset(preset));
        return operation is null
            ? new(_draft.Presets.ContainsKey(preset) ? PresetFingerprint(preset) : "", definition)
            : new($"{operation.Fingerprint} {PresetFingerprint(preset)}", definition.With(operation.Apply));
    }

    /// <summary>The same definition, to be tried out: it has no component in common with the one that comes into force.</summary>
    public OperationDefinition ForTrial(string name, OperationDefinition definition) =>
        _draft.Enabled && _draft.Pipelines.TryGetValue(name, out PipelineSettings? pipeline) && pipeline.Enabled
            ? pipeline.Define(new ComponentPool())
            : definition;

    /// <summary>A preset, as settings have changed or made it.</summary>
    public ResiliencePreset Preset(string name) => _draft.Presets.TryGetValue(name, out PresetSettings? settings)
        ? new(settings.Name, settings.Apply)
        {
            BasedOn = BaseOf(settings) is { } other ? Preset(other) : _presetOfCode(settings.Name) ?? ResiliencePreset.Balanced,
        }
        : _presetOfCode(name)!;

    /// <summary>The preset that settings name as the base of another; null for that of the code with the same name, or none.</summary>
    private static string? BaseOf(PresetSettings settings) =>
        string.Equals(settings.Preset, settings.Name, StringComparison.OrdinalIgnoreCase) ? null : settings.Preset;

    private bool IsEnabled(string preset)
    {
        for (string? name = preset; name is not null && _draft.Presets.TryGetValue(name, out PresetSettings? one); name = BaseOf(one))
        {
            if (!one.Enabled)
                return false;
        }

        return true;
    }

    private string PresetFingerprint(string preset)
    {
        string text = preset.ToUpperInvariant();
        for (string? name = preset; name is not null && _draft.Presets.TryGetValue(name, out PresetSettings? one); name = BaseOf(one))
            text += $" on {one.Fingerprint}";
        return text;
    }

    private void CheckBase(PresetSettings preset, ReadContext context)
    {
        if (BaseOf(preset) is null && preset.Preset is not null && _presetOfCode(preset.Name) is null)
            context.BadValue($"{preset.Path}:BasedOn", preset.Preset, "is the preset itself.");
        else
            CheckPreset($"{preset.Path}:BasedOn", BaseOf(preset), context);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (PresetSettings? one = preset; one is not null; one = BaseOf(one) is { } name ? _draft.Presets.GetValueOrDefault(name) : null)
        {
            if (seen.Add(one.Name))
                continue;
            context.BadValue($"{preset.Path}:BasedOn", preset.Preset!, $"goes round in a circle: {string.Join(", ", seen)}.");
            return;
        }
    }

    private void CheckPreset(string path, string? name, ReadContext context)
    {
        if (name is not null && !_draft.Presets.ContainsKey(name) && _presetOfCode(name) is null)
        {
            context.BadValue(path, name, "is no preset" + Nearest.Hint(
                name, _draft.Presets.Keys.Concat(ResiliencePreset.All.Select(static preset => preset.Name))));
        }
    }
}
