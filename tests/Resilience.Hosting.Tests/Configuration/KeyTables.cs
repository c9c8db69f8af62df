using System.Text;
using Resilience.Hosting.Configuration.Keys;
using Resilience.Hosting.Configuration.Tables;

namespace Resilience.Hosting.Tests.Configuration;

/// <summary>All keys that the binder knows, as tables for people.</summary>
internal static class KeyTables
{
    /// <summary>The sets of keys, each once, in the order in which one meets them.</summary>
    public static IReadOnlyList<KeySet> Sets()
    {
        var sets = new List<KeySet>();
        Visit(RootKeys.Set);
        return sets;

        void Visit(KeySet set)
        {
            if (sets.Any(known => known.Title == set.Title))
                return;
            sets.Add(set);
            foreach (KeySet below in set.Keys.SelectMany(static key => key.Below).Select(static below => below.Value))
                Visit(below);
        }
    }

    public static string Markdown()
    {
        var text = new StringBuilder();
        foreach (KeySet set in Sets())
        {
            text.Append($"\n### {set.Title}\n\n| Key | Type | Default | Range | What it is |\n|---|---|---|---|---|\n");
            foreach (SettingKey key in set.Keys)
                text.Append($"| `{key.Name}` | {Type(key)} | {key.Default} | {Range(key)} | {key.Help} |\n");
        }

        return text.Append('\n').ToString();
    }

    private static string Type(SettingKey key)
    {
        if (key.Value is { } value)
            return key.IsList ? $"list of {value.Kind}" : value.Kind;
        string below = string.Join(" or ", key.Below.Select(static one => $"[{one.Value.Title}](#{one.Value.Title.ToLowerInvariant()})"));
        return key.IsMap ? $"names, each {below}" : below;
    }

    private static string Range(SettingKey key) => (key.Value?.Range ?? "") + (key.IsOptional ? " or none" : "");
}
