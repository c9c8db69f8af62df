using Resilience.Timing;

namespace Resilience.Pipelines;

/// <summary>Collects everything that is wrong with the options of a pipeline, so that all of it is reported at once.</summary>
internal sealed class OptionErrors(string strategy, List<string> messages)
{
    /// <summary>Checks the options of a component that is made outside of a pipeline.</summary>
    /// <exception cref="ArgumentException">There is an error; the message lists all of them.</exception>
    public static void Check(string component, Action<OptionErrors> validate, string parameter = "options")
    {
        var messages = new List<string>();
        validate(new OptionErrors(component, messages));
        if (messages.Count > 0)
            throw new ArgumentException(string.Join(Environment.NewLine, messages), parameter);
    }

    /// <summary>Collects what is wrong with options that are the value of an option.</summary>
    public OptionErrors Inside(string option) => new($"{strategy}, {option}", messages);

    public void Between<T>(string option, T value, T min, T max)
        where T : struct, IComparable<T>, IFormattable
    {
        if (!Require.IsBetween(value, min, max))
            Add(option, Require.Text(value), $"between {Require.Text(min)} and {Require.Text(max)}");
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

    public void Add(string option, string value, string expected) =>
        messages.Add($"{strategy}: {option} is {value}, but must be {expected}.");
}
