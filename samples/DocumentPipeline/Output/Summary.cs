using System.Globalization;
using DocumentPipeline.Model;

namespace DocumentPipeline.Output;

/// <summary>The last lines of a run.</summary>
internal static class Summary
{
    /// <summary>What was read, and what was found in it.</summary>
    public static string Of(DocumentContext context) => string.Create(
        CultureInfo.InvariantCulture,
        $"{context.Facts?.FileName}: {Count(context.Facts?.PageCount, "page")}, {Count(context.Analysis?.WordCount, "word")}, "
        + $"{Count(context.Analysis?.Sections.Count, "section")}, {Count(context.Content?.Tables.Count, "table")}"
        + $"{Environment.NewLine}{Findings(context)}");

    private static string Findings(DocumentContext context) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Count(context.Causes?.Links.Count, "causal link")}, {Count(context.Mechanisms?.Mechanisms.Count, "mechanism")}, "
        + $"{Count(context.Audit?.Totals.Count(static check => check.Verdict == TotalVerdict.Differs), "wrong total")}, "
        + $"{context.Validation?.Count(RuleStatus.Passed) ?? 0} of {Count(context.Validation?.Rules.Count, "rule")} kept, "
        + $"{context.Answers?.Count(static answer => answer.IsFound()) ?? 0} of {Count(context.Answers?.Count, "question")} answered");

    private static string Count(int? count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count ?? 0:N0} {noun}{(count == 1 ? "" : "s")}");
}
