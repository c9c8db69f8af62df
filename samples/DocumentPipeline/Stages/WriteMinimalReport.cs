using DocumentPipeline.Model;
using DocumentPipeline.Reporting;

namespace DocumentPipeline.Stages;

/// <summary>Fallback of REPORT_GENERATION: a few lines in place of the full report.</summary>
internal static class WriteMinimalReport
{
    /// <summary>Runs the fallback.</summary>
    public static async ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        await ReportStore.WriteAsync(context.ReportPath, MinimalReport.Of(context), cancellationToken);
        return context with { Report = new ReportFile(context.ReportPath, IsMinimal: true) };
    }
}
