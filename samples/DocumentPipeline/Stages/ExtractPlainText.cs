using DocumentPipeline.Model;
using DocumentPipeline.Pdf;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace DocumentPipeline.Stages;

/// <summary>Fallback of EXTRACT_TEXT_TABLES: the text in the order of the file, without layout and without tables.</summary>
internal static class ExtractPlainText
{
    /// <summary>Runs the fallback.</summary>
    /// <exception cref="DocumentException">The file has changed, or none of its pages can be read.</exception>
    public static async ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        DocumentFacts facts = context.RequireFacts();
        byte[] bytes = await PdfFile.ReadSameAsync(context.SourcePath, facts.Sha256, cancellationToken);
        using PdfDocument document = PdfReading.Open(bytes, facts.FileName);

        var lines = new List<Line>();
        List<int> unreadable = PdfReading.ForEachPage(
            document,
            facts.FileName,
            page => lines.AddRange(
                ContentOrderTextExtractor.GetText(page)
                    .Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Select(text => new Line(page.Number, text, FontSize: 0, IsBold: false, Top: 0))),
            cancellationToken);

        return context with { Content = new DocumentContent(lines, [], unreadable, HasLayout: false) };
    }
}
