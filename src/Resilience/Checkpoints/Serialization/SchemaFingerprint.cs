using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization.Metadata;

namespace Resilience.Checkpoints.Serialization;

/// <summary>
/// The shape of a type as it appears in JSON: properties by name and type, elements, keys, derived types. Two programs that agree on it
/// understand each other's contexts; the names of the types that have properties do not matter, for they are not in the data.
/// </summary>
internal static class SchemaFingerprint
{
    /// <summary>The SHA-256 of the shape.</summary>
    public static string Of(JsonTypeInfo type)
    {
        var shape = new StringBuilder();
        Append(shape, type, []);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(shape.ToString())));
    }

    /// <summary>The shape in words, for tests and for people.</summary>
    public static string Describe(JsonTypeInfo type)
    {
        var shape = new StringBuilder();
        Append(shape, type, []);
        return shape.ToString();
    }

    private static void Append(StringBuilder shape, JsonTypeInfo type, List<Type> inside)
    {
        // A type inside itself is named by how far out it stands.
        int known = inside.IndexOf(type.Type);
        if (known >= 0)
        {
            shape.Append(CultureInfo.InvariantCulture, $"^{inside.Count - known}");
            return;
        }

        inside.Add(type.Type);
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Object:
                AppendProperties(shape, type, inside);
                break;
            case JsonTypeInfoKind.Enumerable:
                shape.Append('[');
                AppendPart(shape, type, type.ElementType, inside);
                shape.Append(']');
                break;
            case JsonTypeInfoKind.Dictionary:
                shape.Append('<');
                AppendPart(shape, type, type.KeyType, inside);
                shape.Append(',');
                AppendPart(shape, type, type.ElementType, inside);
                shape.Append('>');
                break;
            default:
                TypeWords.Append(shape, type.Type);
                break;
        }

        AppendDerived(shape, type, inside);
        inside.RemoveAt(inside.Count - 1);
    }

    private static void AppendProperties(StringBuilder shape, JsonTypeInfo type, List<Type> inside)
    {
        shape.Append('{');
        foreach (JsonPropertyInfo property in type.Properties.OrderBy(static property => property.Name, StringComparer.Ordinal))
        {
            if (property.Get is null && property.Set is null)
                continue;
            shape.Append(CultureInfo.InvariantCulture, $"{property.Name.Length}:{property.Name}");
            shape.Append(property.IsRequired ? '!' : ' ');
            if (property.CustomConverter is { } converter)
                TypeWords.Append(shape, converter.GetType());
            AppendPart(shape, type, property.PropertyType, inside);
            shape.Append(';');
        }

        shape.Append('}');
    }

    private static void AppendDerived(StringBuilder shape, JsonTypeInfo type, List<Type> inside)
    {
        if (type.PolymorphismOptions is not { } options)
            return;
        foreach (JsonDerivedType derived in options.DerivedTypes)
        {
            shape.Append(CultureInfo.InvariantCulture, $"|{options.TypeDiscriminatorPropertyName}={derived.TypeDiscriminator}:");
            AppendPart(shape, type, derived.DerivedType, inside);
        }
    }

    private static void AppendPart(StringBuilder shape, JsonTypeInfo type, Type? part, List<Type> inside)
    {
        if (part is null)
            return;
        if (Nullable.GetUnderlyingType(part) is { } value)
        {
            AppendPart(shape, type, value, inside);
            shape.Append('?');
        }
        else
        {
            Append(shape, type.Options.GetTypeInfo(part), inside);
        }
    }
}
