using System.Globalization;
using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that says what kind of document it was.</summary>
internal static class FactsSection
{
    /// <summary>The table of facts, and a word on what could not be read.</summary>
    public static IEnumerable<ReportBlock> Of(DocumentContext context, DateTimeOffset now)
    {
        DocumentFacts facts = context.RequireFacts();
        DocumentContent content = context.RequireContent();
        TermAnalysis analysis = context.RequireAnalysis();
        yield return new HeadingBlock(2, "Document");
        yield return new TableBlock(
            ["Fact", "Value"],
            [
                Row("File", $"{facts.FileName}"),
                Row("Title", $"{facts.Title ?? "none"}"),
                Row("Author", $"{facts.Author ?? "none"}"),
                Row("Size", $"{facts.SizeInBytes:N0} bytes"),
                Row("SHA-256", $"{facts.Sha256}"),
                Row("PDF version", $"{facts.PdfVersion:0.0}"),
                Row("Pages", $"{facts.PageCount}"),
                Row("Language", $"{analysis.Language}"),
                Row("Words", $"{analysis.WordCount:N0}"),
                Row("Sections", $"{analysis.Sections.Count}"),
                Row("Tables", $"{content.Tables.Count}"),
                Row("Report made", $"{now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC"),
            ]);

        int last = context.Settings.LastPage(facts.PageCount);
        if (last < facts.PageCount)
        {
            yield return new TextBlock($"Pages looked at: 1 to {Numbers.Of(last)}.");
        }

        if (analysis.WordCount == 0)
        {
            yield return new TextBlock("No text was found; the pages may be scanned images.");
        }

        if (content.UnreadablePages.Count > 0)
        {
            yield return new TextBlock($"Pages that could not be read: {string.Join(", ", content.UnreadablePages.Select(Numbers.Of))}.");
        }
    }

    private static string[] Row(string name, FormattableString value) => [name, value.ToString(CultureInfo.InvariantCulture)];
}
