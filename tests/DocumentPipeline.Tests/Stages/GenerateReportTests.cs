using DocumentPipeline.Model;
using DocumentPipeline.Running;
using DocumentPipeline.Support;

namespace DocumentPipeline.Stages;

public sealed class GenerateReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TestClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_report_holds_facts_sections_terms_tables_and_the_run()
    {
        string report = await ReportAsync();

        report.Should().StartWith("# Report: Municipal Development Plan 2026-2029\n");
        report.Should().Contain("| Pages | 3 |\n").And.Contain("| Language | English |\n").And.Contain("| Tables | 2 |\n");
        report.Should().Contain("| Report made | 2026-03-01 08:00:00 UTC |\n");
        report.Should().Contain("| 4. Education | 2 | 1 | 111 | school (5, 0.154), ");
        report.Should().Contain("## Top terms\n\nwater (15), districts (10), ");
        report.Should().Contain("simple heuristic");
        report.Should().Contain("| Property tax | 4,200 | 4,900 | 5,700 | 6,300 | 21,100 |\n");
        report.Should().Contain(@"| LOAD\_DOCUMENT | completed | 120 ms | 2 | nothing failed for good |");
        report.Should().Contain(@"| DNP\_VALIDATION | mitigated | 12.5 s | 1 | one thing; another |");
    }

    [Fact]
    public async Task The_report_holds_what_the_stages_found()
    {
        string report = await ReportAsync();

        report.Should().Contain("| 3 | Total investment | Investment | 72,400 | 71,400 | 1,000 |");
        report.Should().Contain("| Total investment | 71,400 million pesos | 3 | 72,400 million COP | 3 |");
        report.Should().Contain("| PDM-12 | Its totals add up | broken | 1 of 13 totals do not. | 3 | Total investment, Investment |");
        report.Should().Contain("| How many hospital beds will be added? | no answer found |");
        report.Should().Contain("| Old pipes | leakage in the network | cause | 0.70 | 1 | Old pipes cause leakage in the network. |");
        report.Should().Contain("In a circle: Closed roads → lower farm incomes → fewer contributions to maintenance → Closed roads");
    }

    [Fact]
    public async Task The_same_report_is_there_as_HTML_that_needs_nothing_else()
    {
        await ReportAsync();

        string html = await File.ReadAllTextAsync(_folder.PathOf("sub/report.html"), TestContext.Current.CancellationToken);
        html.Should().StartWith("<!DOCTYPE html>").And.Contain("<td>Total investment</td><td>Investment</td><td>72,400</td>");
        html.Should().NotContain("<script").And.NotContain("http://").And.NotContain("https://").And.NotContain("src=").And.NotContain("url(");
        html.Split("<td>").Length.Should().Be(html.Split("</td>").Length);
    }

    [Fact]
    public async Task Stages_that_were_left_out_are_named_as_left_out()
    {
        DocumentContext context = await Loaded.AnalyzeAsync(Documents.Shipped(_folder.PathOf("report.md")));

        await GenerateReport.WriteAsync(context, [], _clock.GetUtcNow(), TestContext.Current.CancellationToken);

        string report = await File.ReadAllTextAsync(context.ReportPath, TestContext.Current.CancellationToken);
        report.Split("left out.").Should().HaveCount(6);
    }

    [Fact]
    public async Task The_report_tells_nothing_of_the_folders_of_its_maker()
    {
        string report = await ReportAsync();

        report.Should().Contain("| File | municipal-plan.pdf |");
        report.Should().NotContain(AppContext.BaseDirectory).And.NotContain(_folder.PathOf("").TrimEnd('/'));
    }

    private async Task<string> ReportAsync()
    {
        StageRow[] rows =
        [
            new(StageNames.LoadDocument, "completed", 2, TimeSpan.FromMilliseconds(120), new string('0', 64), []),
            new(StageNames.DnpValidation, "mitigated", 1, TimeSpan.FromSeconds(12.5), new string('1', 64), ["one thing", "another"]),
        ];
        DocumentContext context = await Loaded.FindAsync(Documents.Shipped(_folder.PathOf("sub/report.md")));
        context = await GenerateReport.WriteAsync(context, rows, _clock.GetUtcNow(), TestContext.Current.CancellationToken);

        context.Report.Should().Be(new ReportFile(context.ReportPath, IsMinimal: false, Path.ChangeExtension(context.ReportPath, ".html")));
        return await File.ReadAllTextAsync(context.ReportPath, TestContext.Current.CancellationToken);
    }
}
