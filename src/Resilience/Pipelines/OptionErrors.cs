using System.Globalization;
using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>Collects everything that is wrong with the options of a pipeline, so that all of it is reported at once.</summary>
internal sealed class OptionErrors(string strategy, List<string> messages)
{
    public void Between<T>(string option, T value, T min, T max)
        where T : struct, IComparable<T>, IFormattable
    {
        // NaN compares as smaller than every number.
        if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            Add(option, Text(value), $"between {Text(min)} and {Text(max)}");
    }

    public void Between<T>(string option, T? value, T min, T max)
        where T : struct, IComparable<T>, IFormattable
    {
        if (value is { } given)
            Between(option, given, min, max);
    }

    public void Required(string option, object? value)
    {
        if (value is null)
            Add(option, "not set", "set");
    }

    public void NotSupported(string option, object? value, string where)
    {
        if (value is not null)
            Add(option, "set", $"left out in {where}");
    }

    public void NotEmpty(string option, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            Add(option, "empty", "a name");
    }

    private static string Text<T>(T value)
        where T : struct, IFormattable =>
        value is TimeSpan time ? DurationText.Format(time) : value.ToString(null, CultureInfo.InvariantCulture);

    private void Add(string option, string value, string expected) =>
        messages.Add($"{strategy}: {option} is {value}, but must be {expected}.");
}
