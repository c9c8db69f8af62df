namespace Resilience.Hosting.Configuration.Values;

/// <summary>One of a few names, in which upper and lower case do not matter.</summary>
internal sealed class NameKind<TValue>(IReadOnlyList<KeyValuePair<string, TValue>> values)
    : ValueKind<TValue>(new("name", Names: [.. values.Select(static one => one.Key)]))
{
    public override string? Parse(string text, ReadContext context, out TValue value)
    {
        foreach ((string name, TValue one) in values)
        {
            if (string.Equals(name, text.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                value = one;
                return null;
            }
        }

        value = default!;
        return $"is not known{Nearest.Hint(text, Shape.Names!)}";
    }

    public static NameKind<TEnum> Of<TEnum>()
        where TEnum : struct, Enum =>
        new([.. Enum.GetNames<TEnum>().Zip(Enum.GetValues<TEnum>(), static (name, value) => KeyValuePair.Create(name, value))]);
}
