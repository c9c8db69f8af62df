using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A key with names of the user's own below it, each with the same settings.</summary>
internal sealed class MapKey<T, TItem>(
    string name, string help, KeySet<TItem> keys, Func<SettingsTree, TItem> create, Action<T, TItem> add) : SettingKey<T>(name, help)
{
    public override bool IsMap => true;

    public override IReadOnlyList<KeyValuePair<string, KeySet>> Below => [new("", keys)];

    public override Action<T>? Read(SettingsTree node, ReadContext context)
    {
        if (node.IsLeaf && !string.IsNullOrEmpty(node.Value))
            context.BadValue(node.Path, node.Value, "is a value, but there must be names with settings of their own here.");
        var items = new List<TItem>();
        foreach (SettingsTree child in node.Children)
        {
            if (string.IsNullOrWhiteSpace(child.Key))
                context.Error(node.Path, "there is an empty name.");
            TItem item = create(child);
            keys.Read(child, context)(item);
            items.Add(item);
        }

        return target => items.ForEach(item => add(target, item));
    }
}
