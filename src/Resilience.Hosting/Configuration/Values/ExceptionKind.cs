namespace Resilience.Hosting.Configuration.Values;

/// <summary>Exceptions that are allowed by name.</summary>
internal sealed class ExceptionKind() : ValueKind<NamedException>(new("exception"))
{
    public override string? Parse(string text, ReadContext context, out NamedException value)
    {
        value = context.Exceptions.Find(text.Trim())!;
        return value is not null
            ? null
            : $"is no exception that is allowed{Nearest.Hint(text, context.Exceptions.Names)} Allow others with AllowException where the "
                + "configuration is bound.";
    }
}
