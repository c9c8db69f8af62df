using DocumentPipeline.Model;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class WriteMinimalReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_says_what_is_known()
    {
        DocumentContext context = await Loaded.AnalyzeAsync(Documents.Shipped(_folder.PathOf("report.md")));

        context = await WriteMinimalReport.RunAsync(context, TestContext.Current.CancellationToken);

        context.Report!.IsMinimal.Should().BeTrue();
        string report = await File.ReadAllTextAsync(context.ReportPath, TestContext.Current.CancellationToken);
        report.Should().StartWith("# Minimal report: municipal-plan.pdf").And.Contain("- Pages: 3").And.Contain("- Terms: water, ");
    }

    [Fact]
    public async Task It_needs_nothing_from_earlier_stages()
    {
        DocumentContext context = Documents.ContextOf("none", _folder.PathOf("report.md"));

        context = await WriteMinimalReport.RunAsync(context, TestContext.Current.CancellationToken);

        File.Exists(context.ReportPath).Should().BeTrue();
    }
}
