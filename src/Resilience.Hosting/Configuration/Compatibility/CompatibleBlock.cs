using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Compatibility;

/// <summary>
/// Reads a block of another library as a preset with a name: what the block has not is not there, and what there is nothing for here is
/// said, not passed over.
/// </summary>
internal static class CompatibleBlock
{
    private const string Wrapper = "fault_tolerance";
    private const string Default = "default_strategy";
    private static readonly string[] _operations = ["operation_strategies", "operation_overrides"];
    private static readonly string[] _parts = ["Timeout", "Retry", "CircuitBreaker", "Bulkhead", "AttemptTimeout"];

    /// <summary>Reads the block.</summary>
    /// <param name="name">The name of the preset.</param>
    /// <param name="block">The block.</param>
    /// <param name="settings">Takes what it is here.</param>
    /// <param name="groups">The names of the fan-out groups.</param>
    /// <param name="errors">Takes names that are not known.</param>
    /// <param name="notApplied">Takes names of what there is nothing for.</param>
    public static void Read(
        string name,
        SettingsTree block,
        SettingsTree settings,
        IReadOnlyCollection<string> groups,
        List<string> errors,
        List<string> notApplied)
    {
        block = block.Find(Wrapper) ?? block;
        SettingsTree preset = settings.GetOrAdd("Presets").GetOrAdd(name);
        SettingsTree? group = groups.Contains(name, StringComparer.OrdinalIgnoreCase) ? settings.GetOrAdd("FanOuts").GetOrAdd(name) : null;
        foreach (SettingsTree node in block.Children)
        {
            if (_operations.Contains(node.Key, StringComparer.OrdinalIgnoreCase))
            {
                foreach (SettingsTree operation in node.Children)
                    settings.Set($"Operations:{operation.Key}:Preset", operation.Value, operation.Path);
            }
            else
            {
                ReadOne(node.Key, node, new(settings, preset, group), errors, notApplied);
            }
        }

        // A strategy has all of its parts. Other blocks have those that they name, and nothing behind their backs.
        if (block.Find(Default) is not null)
            return;
        foreach (string part in _parts.Where(part => preset.Find(part) is null))
            preset.Set($"{part}:Enabled", "false", block.Path);
        if (preset.Find("Retry")?.Find("Enabled") is null)
            preset.Set("Retry:Budget:Enabled", "false", block.Path);
    }

    private static void ReadOne(string name, SettingsTree node, Targets targets, List<string> errors, List<string> notApplied)
    {
        CompatibleRule? rule = CompatibleRules.All.FirstOrDefault(
            rule => string.Equals(rule.Name, name, StringComparison.OrdinalIgnoreCase));
        if (rule is { Reason: { } reason })
        {
            notApplied.Add($"{node.Path}: {reason}.");
        }
        else if (rule is not null)
        {
            Apply(rule, node, targets, notApplied);
        }
        else if (!node.IsLeaf)
        {
            foreach (SettingsTree child in node.Children)
                ReadOne($"{name}:{child.Key}", child, targets, errors, notApplied);
        }
        else if (node.Value is not null)
        {
            string around = name.Contains(':', StringComparison.Ordinal) ? name[..(name.LastIndexOf(':') + 1)] : "";
            errors.Add($"{node.Path}: there is no such setting{Nearest.Hint(node.Key, CompatibleRules.All
                .Where(one => one.Name.StartsWith(around, StringComparison.OrdinalIgnoreCase)).Select(one => one.Name[around.Length..]))}");
        }
    }

    private static void Apply(CompatibleRule rule, SettingsTree node, Targets targets, List<string> notApplied)
    {
        foreach ((string also, string value) in rule.Also ?? [])
        {
            // What is said of it itself counts, wherever it stands.
            if (Find(targets.Preset, also) is null)
                targets.Preset.Set(also, value, node.Path);
        }

        string text = node.IsLeaf ? node.Value ?? "" : string.Join(',', node.Children.Select(static item => item.Value));
        text = rule.Convert?.Invoke(text) ?? text;
        if (rule.Target.Length > 0)
            targets.Preset.Set(rule.Target, text, node.Path);
        if (rule.Root is { } root)
            targets.Root.Set(root, text, node.Path);
        if (rule.Group is { } group && targets.Group is not null)
            targets.Group.Set(group, text, node.Path);
        else if (rule is { Group: not null, Target: "" })
            notApplied.Add($"{node.Path}: there is no fan-out group '{targets.Preset.Key}'.");
    }

    private static SettingsTree? Find(SettingsTree tree, string names)
    {
        SettingsTree? node = tree;
        foreach (string name in names.Split(':'))
            node = node?.Find(name);
        return node;
    }

    /// <summary>Where the settings of a block go.</summary>
    private sealed record Targets(SettingsTree Root, SettingsTree Preset, SettingsTree? Group);
}
