using System.Globalization;
using System.Text.Json;

namespace Resilience.Hosting.Configuration.Trees;

/// <summary>Reads JSON as configuration files are read: comments and trailing commas are fine, null is nothing said.</summary>
internal static class JsonTree
{
    private static readonly JsonDocumentOptions _options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 32,
    };

    /// <summary>Reads a section: what is in it, with or without its name around it.</summary>
    /// <returns>What is wrong with the text, or null.</returns>
    public static string? ReadSection(string key, string path, string json, out SettingsTree section)
    {
        section = new(key, path);
        if (Fill(section, json) is { } error)
            return error;
        if (section.Find(key) is null || section.Children.Count() != 1)
            return null;
        var around = new SettingsTree("", path.Length > key.Length ? path[..^(key.Length + 1)] : "");
        error = Fill(around, json);
        section = around.GetOrAdd(key);
        return error;
    }

    /// <summary>Fills a tree.</summary>
    /// <returns>What is wrong with the text, or null.</returns>
    public static string? Fill(SettingsTree tree, string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, _options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return $"{Name(tree)}: the JSON must be an object, but is of kind {document.RootElement.ValueKind}.";
            return Fill(tree, document.RootElement);
        }
        catch (JsonException error)
        {
            return $"{Name(tree)}: the text is no JSON: line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}.";
        }
    }

    private static string? Fill(SettingsTree tree, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty property in element.EnumerateObject())
                {
                    if (tree.Find(property.Name) is { } twice)
                        return $"{twice.Path}: is there twice.";
                    if (Fill(tree.GetOrAdd(property.Name), property.Value) is { } error)
                        return error;
                }

                return null;
            case JsonValueKind.Array:
                int index = 0;
                foreach (JsonElement item in element.EnumerateArray())
                {
                    if (Fill(tree.GetOrAdd((index++).ToString(CultureInfo.InvariantCulture)), item) is { } error)
                        return error;
                }

                return null;
            default:
                tree.Value = element.ValueKind switch
                {
                    JsonValueKind.Null => null,
                    JsonValueKind.String => element.GetString(),
                    _ => element.GetRawText(),
                };
                return null;
        }
    }

    private static string Name(SettingsTree tree) => tree.Path.Length == 0 ? "configuration" : tree.Path;
}
