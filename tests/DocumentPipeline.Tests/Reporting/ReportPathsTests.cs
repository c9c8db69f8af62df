namespace DocumentPipeline.Reporting;

public sealed class ReportPathsTests
{
    [Theory]
    [InlineData("a/report.md", "a/report.md", "a/report.html")]
    [InlineData("report", "report", "report.html")]
    [InlineData("report.txt", "report.txt", "report.html")]
    [InlineData("report.HTML", "report.md", "report.HTML")]
    public void Both_forms_lie_beside_each_other(string path, string markdown, string html) =>
        ReportPaths.Of(path).Should().Be(new ReportPaths(markdown, html));
}
