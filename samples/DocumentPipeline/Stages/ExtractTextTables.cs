using DocumentPipeline.Model;
using DocumentPipeline.Pdf;

namespace DocumentPipeline.Stages;

/// <summary>EXTRACT_TEXT_TABLES: lines with their font sizes, and tables.</summary>
internal static class ExtractTextTables
{
    /// <summary>Runs the stage.</summary>
    /// <exception cref="DocumentException">The file has changed, none of its pages can be read, or it holds too much text.</exception>
    /// <exception cref="EmptyExtractionException">Findings are required and there is no text.</exception>
    public static ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken) =>
        RunAsync(context, static _ => { }, cancellationToken);

    /// <summary>Runs the stage and tells after each page which share is done.</summary>
    /// <exception cref="DocumentException">The file has changed, none of its pages can be read, or it holds too much text.</exception>
    /// <exception cref="EmptyExtractionException">Findings are required and there is no text.</exception>
    public static async ValueTask<DocumentContext> RunAsync(
        DocumentContext context, Action<double> onProgress, CancellationToken cancellationToken)
    {
        var collector = new ContentCollector(context);
        double pages = context.Settings.LastPage(context.RequireFacts().PageCount);
        List<int> unreadable = await PdfPages.ReadAsync(
            context,
            page =>
            {
                PageLayout layout = PageLayout.Of(page);
                collector.Add(layout.Lines, layout.Tables);
                onProgress(page.Number / pages);
            },
            cancellationToken);
        return context with { Content = collector.Close(unreadable, hasLayout: true) };
    }
}
