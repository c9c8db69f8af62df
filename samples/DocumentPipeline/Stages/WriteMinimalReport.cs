using DocumentPipeline.Model;
using DocumentPipeline.Reporting;

namespace DocumentPipeline.Stages;

/// <summary>Fallback of REPORT_GENERATION: a few lines in place of the full report.</summary>
internal static class WriteMinimalReport
{
    /// <summary>Runs the fallback.</summary>
    public static async ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        string text = MinimalReport.Of(context);
        ReportPaths paths = ReportPaths.Of(context.ReportPath);
        await ReportStore.WriteAsync(paths.Markdown, text, cancellationToken);
        await ReportStore.WriteAsync(paths.Html, Html.OfText("Minimal report", text), cancellationToken);
        return context with { Report = new ReportFile(paths.Markdown, IsMinimal: true, paths.Html) };
    }
}
