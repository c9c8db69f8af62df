using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Resilience.Metrics.Traces;

/// <summary>Checks a document against a JSON schema: the keywords that our own schemas use. Another keyword is an error.</summary>
internal sealed class SchemaChecker(JsonElement root)
{
    private static readonly HashSet<string> _annotations = ["$schema", "$defs", "title", "description"];

    public List<string> Check(JsonElement document)
    {
        var errors = new List<string>();
        Check(root, document, "$", errors);
        return errors;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        foreach (JsonProperty keyword in schema.EnumerateObject())
        {
            switch (keyword.Name)
            {
                case "$ref":
                    Check(root.GetProperty("$defs").GetProperty(keyword.Value.GetString()!["#/$defs/".Length..]), value, path, errors);
                    break;
                case "anyOf":
                    if (!keyword.Value.EnumerateArray().Any(option => IsValid(option, value, path)))
                        errors.Add($"{path}: fits none of the options");
                    break;
                case "type":
                    if (!Types(keyword.Value).Any(type => IsOfType(value, type)))
                        errors.Add($"{path}: {value.ValueKind} is not {keyword.Value}");
                    break;
                case "enum":
                    if (!keyword.Value.EnumerateArray().Any(option => JsonElement.DeepEquals(option, value)))
                        errors.Add($"{path}: {value} is not in {keyword.Value}");
                    break;
                case "const":
                    if (!JsonElement.DeepEquals(keyword.Value, value))
                        errors.Add($"{path}: {value} is not {keyword.Value}");
                    break;
                case "minimum" or "maximum" when value.ValueKind == JsonValueKind.Number:
                    double bound = keyword.Value.GetDouble();
                    if (keyword.Name == "minimum" ? value.GetDouble() < bound : value.GetDouble() > bound)
                        errors.Add($"{path}: {value} is beyond {keyword.Name} {bound}");
                    break;
                case "pattern" when value.ValueKind == JsonValueKind.String:
                    if (!Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!))
                        errors.Add($"{path}: {value} does not match {keyword.Value}");
                    break;
                case "format" when value.ValueKind == JsonValueKind.String:
                    if (!DateTimeOffset.TryParse(value.GetString(), CultureInfo.InvariantCulture, out _))
                        errors.Add($"{path}: {value} is no {keyword.Value}");
                    break;
                case "items" when value.ValueKind == JsonValueKind.Array:
                    foreach ((int index, JsonElement item) in value.EnumerateArray().Index())
                        Check(keyword.Value, item, $"{path}[{index}]", errors);
                    break;
                case "required" when value.ValueKind == JsonValueKind.Object:
                    errors.AddRange(keyword.Value.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _))
                        .Select(name => $"{path}: {name} is missing"));
                    break;
                case "properties" or "additionalProperties" or "propertyNames" when value.ValueKind == JsonValueKind.Object:
                    CheckMembers(keyword, value, path, errors);
                    break;
                case "minimum" or "maximum" or "pattern" or "format" or "items" or "required":
                case "properties" or "additionalProperties" or "propertyNames":
                case var name when _annotations.Contains(name):
                    break;
                default:
                    errors.Add($"{path}: the checker does not know {keyword.Name}");
                    break;
            }
        }
    }

    private void CheckMembers(JsonProperty keyword, JsonElement value, string path, List<string> errors)
    {
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string at = $"{path}.{member.Name}";
            if (keyword.Name == "propertyNames")
                Check(keyword.Value, JsonSerializer.SerializeToElement(member.Name), at, errors);
            else if (keyword.Name == "additionalProperties")
                Check(keyword.Value, member.Value, at, errors);
            else if (keyword.Value.TryGetProperty(member.Name, out JsonElement schema))
                Check(schema, member.Value, at, errors);
            else
                errors.Add($"{at}: the schema does not describe it");
        }
    }

    private bool IsValid(JsonElement schema, JsonElement value, string path)
    {
        var errors = new List<string>();
        Check(schema, value, path, errors);
        return errors.Count == 0;
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(static one => one.GetString()!) : [type.GetString()!];

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        _ => false,
    };
}
