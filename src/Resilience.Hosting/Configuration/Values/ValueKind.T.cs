namespace Resilience.Hosting.Configuration.Values;

/// <summary>What one kind of value looks like as text.</summary>
internal abstract class ValueKind<TValue>(ValueShape shape)
{
    public ValueShape Shape => shape;

    /// <summary>Reads a text.</summary>
    /// <returns>What is wrong with it, to be put behind the value; null if it is right.</returns>
    public abstract string? Parse(string text, ReadContext context, out TValue value);

    public virtual string Format(object? value) => value switch
    {
        null => "none",
        TimeSpan duration => Durations.Format(duration),
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
