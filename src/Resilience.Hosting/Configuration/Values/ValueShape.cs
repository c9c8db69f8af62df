namespace Resilience.Hosting.Configuration.Values;

/// <summary>A kind of value, as documents and messages describe it.</summary>
/// <param name="Kind">What it is, such as "duration".</param>
/// <param name="Least">The least value, as text; null if there is no range.</param>
/// <param name="Most">The greatest value, as text.</param>
/// <param name="Names">The only values that there are; null if they are not that few.</param>
internal sealed record ValueShape(string Kind, string? Least = null, string? Most = null, IReadOnlyList<string>? Names = null)
{
    public string Range => Names is not null ? string.Join(", ", Names) : Least is null ? "" : $"{Least} to {Most}";
}
