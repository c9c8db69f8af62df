using DocumentPipeline.Model;
using DocumentPipeline.Reporting;
using DocumentPipeline.Running;

namespace DocumentPipeline.Stages;

/// <summary>REPORT_GENERATION: writes the report as Markdown and as HTML.</summary>
internal sealed class GenerateReport
{
    private readonly RunProtocol _protocol;
    private readonly TimeProvider _timeProvider;

    public GenerateReport(RunProtocol protocol, TimeProvider timeProvider)
    {
        _protocol = protocol;
        _timeProvider = timeProvider;
    }

    /// <summary>Runs the stage.</summary>
    public async ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<ReportBlock> blocks = Report.Of(context, _protocol.Snapshot(), _timeProvider.GetUtcNow());
        ReportPaths paths = ReportPaths.Of(context.ReportPath);
        await ReportStore.WriteAsync(paths.Markdown, Markdown.Of(blocks), cancellationToken);
        await ReportStore.WriteAsync(paths.Html, Html.Of(Report.TitleOf(context), blocks), cancellationToken);
        return context with { Report = new ReportFile(paths.Markdown, IsMinimal: false, paths.Html) };
    }
}
