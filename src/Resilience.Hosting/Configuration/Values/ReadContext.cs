namespace Resilience.Hosting.Configuration.Values;

/// <summary>What those who read settings share: where errors go, and what is known outside of the settings.</summary>
internal sealed class ReadContext
{
    public List<string> Errors { get; } = [];

    /// <summary>The clock of retry budgets.</summary>
    public TimeProvider Clock => ClockOf();

    /// <summary>Finds the clock when something is made: it is not known yet while settings are read for the first time.</summary>
    public Func<TimeProvider> ClockOf { get; init; } = static () => TimeProvider.System;

    public required NamedExceptions Exceptions { get; init; }

    public required ValuePool Pool { get; init; }

    public void Error(string path, string text) => Errors.Add($"{Visible(path, 500)}: {text}");

    public void BadValue(string path, string value, string text) => Error(path, $"'{Visible(value, 64)}' {text}");

    private static string Visible(string text, int most) =>
        string.Concat(text.Take(most).Select(static letter => char.IsControl(letter) ? '\uFFFD' : letter))
        + (text.Length > most ? "…" : "");
}
