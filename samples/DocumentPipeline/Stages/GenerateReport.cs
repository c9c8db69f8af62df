using DocumentPipeline.Model;
using DocumentPipeline.Reporting;
using DocumentPipeline.Running;
using Resilience;

namespace DocumentPipeline.Stages;

/// <summary>REPORT_GENERATION: writes the report as Markdown and as HTML.</summary>
internal sealed class GenerateReport
{
    private readonly RunRecords _records;

    public GenerateReport(RunRecords records) => _records = records;

    /// <summary>
    /// Runs the stage. How the stages before it went is read from their records, and the clock is the run's: so the report of a run that
    /// was interrupted says the same as that of one that was not.
    /// </summary>
    public async ValueTask<DocumentContext> RunAsync(
        StageContext stage, DocumentContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<StageRow> rows = await _records.ReadAsync(stage.Run.Key, cancellationToken);
        return await WriteAsync(context, rows, stage.UtcNow, cancellationToken);
    }

    /// <summary>Writes the report.</summary>
    public static async ValueTask<DocumentContext> WriteAsync(
        DocumentContext context, IReadOnlyList<StageRow> stages, DateTimeOffset now, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReportBlock> blocks = Report.Of(context, stages, now);
        ReportPaths paths = ReportPaths.Of(context.ReportPath);
        await ReportStore.WriteAsync(paths.Markdown, Markdown.Of(blocks), cancellationToken);
        await ReportStore.WriteAsync(paths.Html, Html.Of(Report.TitleOf(context), blocks), cancellationToken);
        return context with { Report = new ReportFile(paths.Markdown, IsMinimal: false, paths.Html) };
    }
}
