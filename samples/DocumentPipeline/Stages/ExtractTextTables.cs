using DocumentPipeline.Model;
using DocumentPipeline.Pdf;
using UglyToad.PdfPig;

namespace DocumentPipeline.Stages;

/// <summary>EXTRACT_TEXT_TABLES: lines with their font sizes, and tables.</summary>
internal static class ExtractTextTables
{
    /// <summary>Runs the stage.</summary>
    /// <exception cref="DocumentException">The file has changed, or none of its pages can be read.</exception>
    public static async ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        DocumentFacts facts = context.RequireFacts();
        byte[] bytes = await PdfFile.ReadSameAsync(context.SourcePath, facts.Sha256, cancellationToken);
        using PdfDocument document = PdfReading.Open(bytes, facts.FileName);

        var lines = new List<Line>();
        var tables = new List<Table>();
        List<int> unreadable = PdfReading.ForEachPage(
            document,
            facts.FileName,
            page =>
            {
                PageLayout layout = PageLayout.Of(page);
                lines.AddRange(layout.Lines);
                tables.AddRange(layout.Tables);
            },
            cancellationToken);

        return context with
        {
            Content = new DocumentContent(RunningLines.Remove(lines, facts.PageCount), tables, unreadable, HasLayout: true),
        };
    }
}
