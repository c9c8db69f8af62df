using DocumentPipeline.Model;
using DocumentPipeline.Reporting;
using DocumentPipeline.Running;

namespace DocumentPipeline.Stages;

/// <summary>REPORT_GENERATION: writes the Markdown report.</summary>
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
        string text = MarkdownReport.Of(context, _protocol.Snapshot(), _timeProvider.GetUtcNow());
        await ReportStore.WriteAsync(context.ReportPath, text, cancellationToken);
        return context with { Report = new ReportFile(context.ReportPath, IsMinimal: false) };
    }
}
