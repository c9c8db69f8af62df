using Resilience.Hosting.Configuration.Keys;
using Resilience.Hosting.Configuration.Model;
using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>
/// The strategies of a pipeline, by names of the user's own, with one number for their order: lists of files merge by index.
/// </summary>
internal sealed class StrategiesKey() : SettingKey<PipelineSettings>("Strategies", "strategies by names of your own")
{
    private static readonly NameKind<StrategyKind> _types = new(StrategyKinds.All);
    private static readonly ValueKind<int> _order = Kinds.Int(-1_000_000, 1_000_000);

    public override bool IsMap => true;

    public override IReadOnlyList<KeyValuePair<string, KeySet>> Below =>
        [.. StrategyKinds.All.Select(static kind => new KeyValuePair<string, KeySet>(kind.Key, kind.Value.Keys))];

    public override Action<PipelineSettings>? Read(SettingsTree node, ReadContext context)
    {
        if (node.IsLeaf && !string.IsNullOrEmpty(node.Value))
            context.BadValue(node.Path, node.Value, "is a value, but there must be names of strategies here.");
        List<StrategySettings> strategies =
            [.. node.Children.Select(child => ReadOne(child, context)).OfType<StrategySettings>().OrderBy(static one => one.Order)];
        foreach (IGrouping<int, StrategySettings> same in strategies.GroupBy(static one => one.Order).Where(static one => one.Count() > 1))
        {
            context.Error(
                node.Path, $"several strategies have the Order {same.Key}: {string.Join(", ", same.Select(static one => one.Name))}.");
        }

        return pipeline => pipeline.Strategies = strategies;
    }

    /// <returns>The strategy; null if it is left out, or something is wrong.</returns>
    private static StrategySettings? ReadOne(SettingsTree node, ReadContext context)
    {
        int before = context.Errors.Count;
        StrategyKind? kind = ValueOf(node, StrategyKind.Type, _types, context);
        int order = ValueOf(node, StrategyKind.Order, _order, context);
        Func<object>? make = kind?.Read(node, context);
        bool isEnabled = node.Find(PartKey<object, object>.Enabled) is null
            || ValueOf(node, PartKey<object, object>.Enabled, Kinds.Flag, context);
        return context.Errors.Count > before || make is null || !isEnabled
            ? null
            : new(KeyOf(node), order, node.Key, make, kind!.Add);
    }

    private static TValue? ValueOf<TValue>(SettingsTree node, string name, ValueKind<TValue> kind, ReadContext context)
    {
        if (node.Find(name) is not { Value: { } text } found)
        {
            context.Error(node.Path, $"{name} is missing{(kind.Shape.Range.Length > 0 ? $": {kind.Shape.Range}." : ".")}");
            return default;
        }

        if (kind.Parse(text, context, out TValue value) is not { } error)
            return value;
        context.BadValue(found.Path, text, error);
        return default;
    }

    /// <summary>Its place does not matter for what a strategy knows.</summary>
    private static string KeyOf(SettingsTree node)
    {
        SettingsTree copy = node.Copy();
        copy.Remove(StrategyKind.Order);
        return $"{node.Path.ToUpperInvariant()}={copy.Fingerprint()}";
    }
}
