using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>The keys of something.</summary>
internal sealed class KeySet<T>(string title, params SettingKey<T>[] keys) : KeySet(title)
{
    public override IReadOnlyList<SettingKey> Keys => keys;

    public IReadOnlyList<SettingKey<T>> All => keys;

    /// <summary>Keys of which only one may be there.</summary>
    public (string One, string Other)? Exclusive { get; init; }

    /// <summary>Reads all that is said, and reports names that are not known.</summary>
    /// <param name="node">The settings.</param>
    /// <param name="context">Takes errors.</param>
    /// <param name="others">Names that somebody else reads.</param>
    public Action<T> Read(SettingsTree node, ReadContext context, params ReadOnlySpan<string> others)
    {
        var changes = new List<Action<T>>();
        if (node.IsLeaf && !string.IsNullOrEmpty(node.Value))
            context.BadValue(node.Path, node.Value, "is a value, but there must be names with values of their own here.");
        foreach (SettingsTree child in node.Children)
        {
            if (keys.FirstOrDefault(key => IsName(key.Name, child.Key)) is { } key)
            {
                if (key.Read(child, context) is { } change)
                    changes.Add(change);
            }
            else if (!Contains(others, child.Key))
            {
                string hint = Nearest.Hint(child.Key, [.. keys.Select(static key => key.Name), .. others]);
                context.Error(child.Path, $"there is no such setting{hint}");
            }
        }

        if (Exclusive is { } pair && node.Find(pair.One) is not null && node.Find(pair.Other) is not null)
            context.Error(node.Path, $"{pair.One} and {pair.Other} exclude each other.");
        return Apply;

        void Apply(T target)
        {
            foreach (Action<T> change in changes)
                change(target);
        }
    }

    private static bool IsName(string name, string key) => string.Equals(name, key, StringComparison.OrdinalIgnoreCase);

    private static bool Contains(ReadOnlySpan<string> names, string key)
    {
        foreach (string name in names)
        {
            if (IsName(name, key))
                return true;
        }

        return false;
    }
}
