namespace Resilience.Hosting.Configuration.Values;

/// <summary>True or false.</summary>
internal sealed class FlagKind() : ValueKind<bool>(new("boolean"))
{
    public override string? Parse(string text, ReadContext context, out bool value) =>
        bool.TryParse(text, out value) ? null : "is neither 'true' nor 'false'.";

    public override string Format(object? value) => value is true ? "true" : "false";
}
