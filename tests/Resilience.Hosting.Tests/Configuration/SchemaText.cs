using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Resilience.Hosting.Configuration.Keys;
using Resilience.Hosting.Configuration.Tables;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Tests.Configuration;

/// <summary>The JSON schema of the section, made from the keys that the binder knows.</summary>
internal static class SchemaText
{
    private static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Create()
    {
        var definitions = new JsonObject
        {
            ["duration"] = new JsonObject
            {
                ["type"] = "string",
                ["pattern"] = @"^(-?(\d+\.)?\d{1,2}:\d{2}(:\d{2}(\.\d{1,7})?)?|\d+(\.\d+)?\s*(d|h|min|m|s|ms|us|µs)|0)$",
            },
        };
        foreach (KeySet set in KeyTables.Sets())
            definitions[set.Title] = Object(set);
        foreach ((string type, KeySet set) in StrategyKinds.All.Select(static kind => (kind.Key, kind.Value.Keys)))
            definitions[$"{type}Strategy"] = Strategy(type, set);
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["title"] = "Resilience",
            ["type"] = "object",
            ["properties"] = new JsonObject { ["Resilience"] = Ref("Resilience") },
            ["$defs"] = definitions,
        }.ToJsonString(_options) + "\n";
    }

    private static JsonObject Object(KeySet set)
    {
        var properties = new JsonObject();
        foreach (SettingKey key in set.Keys)
            properties[key.Name] = Property(key);
        if (set.HasSwitch && set.Keys.All(static key => key.Name != "Enabled"))
            properties["Enabled"] = new JsonObject { ["type"] = "boolean", ["default"] = true };
        if (set.Title is "TokenBucket" or "SlidingWindow" or "Aimd" or "Gradient2")
            properties["Type"] = new JsonObject { ["const"] = set.Title };
        return new() { ["type"] = "object", ["additionalProperties"] = false, ["properties"] = properties };
    }

    private static JsonObject Strategy(string type, KeySet set)
    {
        JsonObject strategy = Object(set);
        strategy["properties"]!["Type"] = new JsonObject { ["const"] = type };
        strategy["properties"]!["Order"] = new JsonObject { ["type"] = "integer", ["minimum"] = -1_000_000, ["maximum"] = 1_000_000 };
        strategy["required"] = new JsonArray("Type", "Order");
        return strategy;
    }

    private static JsonObject Property(SettingKey key)
    {
        JsonObject property = key.Value is { } value ? List(key, Scalar(key, value)) : Below(key);
        property["description"] = Description(key);
        return property;
    }

    private static string Description(SettingKey key) =>
        key.Help + (key.Value is { Kind: "duration" } value ? $" ({value.Range})" : "") + (key.Default.Length > 0 ? $"; by default {key.Default}" : "");

    private static JsonObject List(SettingKey key, JsonObject item) => key.IsList
        ? new() { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "array", ["items"] = item, ["minItems"] = 1 }, Text()) }
        : item;

    private static JsonObject Scalar(SettingKey key, ValueShape value)
    {
        JsonObject scalar = value switch
        {
            { Names: { } names } => new() { ["enum"] = new JsonArray([.. names.Select(static name => (JsonNode)name)]) },
            { Kind: "boolean" } => new() { ["type"] = "boolean" },
            { Kind: "integer" or "number" } => new()
            {
                ["type"] = value.Kind,
                ["minimum"] = Number(value.Least!),
                ["maximum"] = Number(value.Most!),
            },
            { Kind: "duration" } => Ref("duration"),
            { Kind: "status" } => new() { ["type"] = new JsonArray("integer", "string") },
            _ => Text(),
        };
        return key.IsOptional ? new() { ["anyOf"] = new JsonArray(scalar, new JsonObject { ["const"] = "none" }) } : scalar;
    }

    private static JsonObject Below(SettingKey key)
    {
        string suffix = key is StrategiesKey ? "Strategy" : "";
        JsonObject[] kinds = [.. key.Below.Select(below => Ref(below.Value.Title + suffix))];
        JsonObject kind = kinds.Length == 1 ? kinds[0] : new() { ["anyOf"] = new JsonArray([.. kinds]) };
        return key.IsMap ? new() { ["type"] = "object", ["additionalProperties"] = kind } : kind;
    }

    private static JsonNode Number(string text) =>
        text.Contains('.') ? double.Parse(text, CultureInfo.InvariantCulture) : long.Parse(text, CultureInfo.InvariantCulture);

    private static JsonObject Ref(string title) => new() { ["$ref"] = $"#/$defs/{title}" };

    private static JsonObject Text() => new() { ["type"] = "string", ["minLength"] = 1 };
}
