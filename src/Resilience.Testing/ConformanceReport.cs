using System.Globalization;
using System.Text;

namespace Resilience.Testing;

/// <summary>What became of all checks of a suite.</summary>
public sealed class ConformanceReport
{
    internal ConformanceReport(IReadOnlyList<ConformanceResult> results) => Results = results;

    /// <summary>The results, in the order of the checks; none is missing.</summary>
    public IReadOnlyList<ConformanceResult> Results { get; }

    /// <summary>The checks that the store passed.</summary>
    public IEnumerable<ConformanceResult> Passed => Results.Where(static result => result.Outcome == ConformanceOutcome.Passed);

    /// <summary>The checks that it failed.</summary>
    public IEnumerable<ConformanceResult> Failed => Results.Where(static result => result.Outcome == ConformanceOutcome.Failed);

    /// <summary>The checks that do not apply to it.</summary>
    public IEnumerable<ConformanceResult> Skipped => Results.Where(static result => result.Outcome == ConformanceOutcome.Skipped);

    /// <summary>Whether no check failed.</summary>
    public bool IsConformant => !Failed.Any();

    /// <summary>The report as text: how many passed, failed and were skipped, and a line for each that did not pass.</summary>
    /// <returns>The text.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(
            CultureInfo.InvariantCulture, $"{Passed.Count()} passed, {Failed.Count()} failed, {Skipped.Count()} skipped");
        foreach (ConformanceResult failed in Failed)
            text.Append('\n').Append("failed: ").Append(failed.Reason);
        foreach (ConformanceResult skipped in Skipped)
            text.Append('\n').Append("skipped: ").Append(skipped.Check.Name).Append(": ").Append(skipped.Reason);
        return text.ToString();
    }
}
