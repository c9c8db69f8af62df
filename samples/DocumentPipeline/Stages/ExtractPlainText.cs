using DocumentPipeline.Model;
using DocumentPipeline.Pdf;
using DocumentPipeline.Text;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;

namespace DocumentPipeline.Stages;

/// <summary>Stands in for EXTRACT_TEXT_TABLES: the text in the order of the file, without layout and without tables.</summary>
internal static class ExtractPlainText
{
    /// <summary>Runs it.</summary>
    /// <exception cref="DocumentException">The file has changed, none of its pages can be read, or it holds too much text.</exception>
    /// <exception cref="EmptyExtractionException">Findings are required and there is no text.</exception>
    public static async ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        var collector = new ContentCollector(context);
        List<int> unreadable = await PdfPages.ReadAsync(
            context,
            page => collector.Add(
                ContentOrderTextExtractor.GetText(page)
                    .Split('\n')
                    .Select(CleanText.Of)
                    .Where(static text => text.Length > 0)
                    .Select(text => new Line(page.Number, text, FontSize: 0, IsBold: false, Top: 0)),
                []),
            cancellationToken);
        return context with { Content = collector.Close(unreadable, hasLayout: false) };
    }
}
