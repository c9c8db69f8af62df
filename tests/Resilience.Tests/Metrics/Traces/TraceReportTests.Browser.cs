using System.Text.RegularExpressions;

namespace Resilience.Metrics.Traces;

// What a browser makes of the report: skipped where there is none.
public sealed partial class TraceReportTests
{
    [Fact]
    public async Task A_browser_has_nothing_to_complain_of_and_sees_hostile_text_as_text()
    {
        Assert.SkipUnless(Browser.IsInstalled, "There is no Chromium.");
        const string Hostile = "</script><script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\"><b id=mark>bold";
        string path = _folder["report.html"];
        await File.WriteAllTextAsync(path, await PageAsync(Hostile), TestContext.Current.CancellationToken);

        (string dom, string complaints) = await Browser.OpenAsync(path, _folder["profile"], TestContext.Current.CancellationToken);

        complaints.Should().BeEmpty();
        dom.Should().NotContain("<title>owned").And.NotContain("<img").And.NotContain("<script").And.NotContain("<b id=");
        dom.Should().Contain("&lt;script&gt;").And.Contain("EMPTY_EXTRACTION");
        Regex.Count(dom, "<tr").Should().BeGreaterThan(10);
    }
}
