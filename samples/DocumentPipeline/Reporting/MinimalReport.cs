using System.Globalization;
using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The short text that stands in for a report: whatever is known, and nothing that could fail.</summary>
internal static class MinimalReport
{
    /// <summary>The text.</summary>
    public static string Of(DocumentContext context)
    {
        DocumentFacts? facts = context.Facts;
        string terms = string.Join(", ", context.Analysis?.TopTerms.Select(static term => term.Text) ?? []);
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Minimal report: {Markdown.Escape(facts?.FileName ?? "unknown document")}

            The full report could not be written. What is known:

            - Pages: {facts?.PageCount}
            - Words: {context.Analysis?.WordCount}
            - Sections: {context.Analysis?.Sections.Count}
            - Tables: {context.Content?.Tables.Count}
            - Causal links: {context.Causes?.Links.Count}
            - Totals that do not add up: {context.Audit?.Totals.Count(static check => check.Verdict == TotalVerdict.Differs)}
            - Rules kept: {context.Validation?.Count(RuleStatus.Passed)}
            - Questions answered: {context.Answers?.Count(static answer => answer.IsFound())}
            - Terms: {Markdown.Escape(terms)}

            """);
    }
}
