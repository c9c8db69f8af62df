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
            - Terms: {Markdown.Escape(terms)}

            """);
    }
}
