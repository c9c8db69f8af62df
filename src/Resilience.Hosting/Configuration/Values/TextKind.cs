namespace Resilience.Hosting.Configuration.Values;

/// <summary>Text that is not empty.</summary>
internal sealed class TextKind() : ValueKind<string>(new("text"))
{
    public override string? Parse(string text, ReadContext context, out string value)
    {
        value = text;
        return string.IsNullOrWhiteSpace(text) ? "is empty." : null;
    }
}
