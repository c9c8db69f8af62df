using System.Globalization;
using System.Text;
using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that says what kind of document it was.</summary>
internal static class FactsSection
{
    /// <summary>The table of facts, and a word on what could not be read.</summary>
    public static string Of(DocumentFacts facts, DocumentContent content, TermAnalysis analysis, DateTimeOffset now)
    {
        var text = new StringBuilder("## Document\n\n");
        text.Append(Markdown.Header("Fact", "Value")).Append('\n');
        Add("File", $"{facts.FileName}");
        Add("Title", $"{facts.Title ?? "none"}");
        Add("Author", $"{facts.Author ?? "none"}");
        Add("Size", $"{facts.SizeInBytes:N0} bytes");
        Add("SHA-256", $"{facts.Sha256}");
        Add("PDF version", $"{facts.PdfVersion:0.0}");
        Add("Pages", $"{facts.PageCount}");
        Add("Language", $"{analysis.Language}");
        Add("Words", $"{analysis.WordCount:N0}");
        Add("Sections", $"{analysis.Sections.Count}");
        Add("Tables", $"{content.Tables.Count}");
        Add("Report made", $"{now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");
        text.Append('\n');

        if (analysis.WordCount == 0)
        {
            text.Append("No text was found; the pages may be scanned images.\n\n");
        }

        if (content.UnreadablePages.Count > 0)
        {
            text.Append("Pages that could not be read: ").AppendJoin(", ", content.UnreadablePages).Append(".\n\n");
        }

        return text.ToString();

        void Add(string name, FormattableString value) =>
            text.Append(Markdown.Row([name, Markdown.Escape(value.ToString(CultureInfo.InvariantCulture))])).Append('\n');
    }
}
