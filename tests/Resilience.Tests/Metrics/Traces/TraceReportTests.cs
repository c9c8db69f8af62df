using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Resilience.Tests.Checkpoints;

namespace Resilience.Metrics.Traces;

public sealed partial class TraceReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("</script><img src=x onerror=alert(1)>")]
    [InlineData("\"><svg onload=alert(1)>")]
    [InlineData("' onmouseover='alert(1)")]
    [InlineData("</title></style></td><iframe src=//example.org>")]
    [InlineData("&lt;b&gt; <!-- ]]> --> {{x}} ${x} javascript:alert(1)")]
    [InlineData("a\u202Eb\u2066c\u0000d\u200Fe")]
    [InlineData("lone \uD800 and \uDC00 surrogates")]
    public async Task No_text_becomes_markup(string hostile)
    {
        string page = await PageAsync(hostile);
        page.Should().NotContain("<script").And.NotContain("<img").And.NotContain("<iframe").And.NotContain("<!--").And.NotContain("http:")
            .And.NotContain("https:").And.NotContain("\u202E").And.NotContain("\uD800");
        Regex.Matches(page, "<svg").Should().HaveCount(Regex.Count(page, "<svg width=\"100%\" height=\"14\" role=\"img\">"));
        string[] tags = [.. Regex.Matches(page, "<[^>]*>").Select(static match => match.Value)];
        tags.Should().OnlyContain(static tag => !Regex.IsMatch(tag, @"\son\w+\s*=") && !tag.Contains("src="));
        tags.Should().HaveCount(Regex.Count(await PageAsync(""), "<[^>]*>"), "texts add no tags");
    }

    [Fact]
    public async Task The_page_needs_no_network_and_forbids_scripts()
    {
        string page = await PageAsync("");
        page.Should().StartWith("<!DOCTYPE html>").And.Contain("Content-Security-Policy").And.Contain("default-src 'none'")
            .And.NotContain("<link").And.NotContain("url(").And.EndWith("</body></html>\n");
    }

    [Fact]
    public async Task Each_tag_is_closed_in_its_turn()
    {
        var open = new Stack<string>();
        foreach (Match tag in Regex.Matches(await PageAsync("<b>"), @"<(/?)(\w+)[^>]*?(/?)>"))
        {
            string name = tag.Groups[2].Value;
            if (tag.Groups[1].Length > 0)
                open.Pop().Should().Be(name);
            else if (tag.Groups[3].Length == 0 && name != "meta")
                open.Push(name);
        }

        open.Should().BeEmpty();
    }

    [Fact]
    public async Task The_page_shows_what_happened()
    {
        string page = await PageAsync("");
        page.Should().Contain("FETCH/TABLES").And.Contain("EMPTY_EXTRACTION").And.Contain("failed_again").And.Contain("nlp")
            .And.Contain("token=[redacted]").And.Contain(new string('0', 12)).And.Contain("&#x2713;").And.NotContain("abc ");
    }

    private async Task<string> PageAsync(string hostile)
    {
        var time = new FakeTimeProvider(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
        string? path = null;
        var writer = new RunTraceWriter(_folder[Guid.NewGuid().ToString()], new()
        {
            TimeProvider = time,
            WriteHtml = true,
            OnWritten = written => path = written.Path,
        });
        await TraceStories.TellEverythingAsync(new RunStory(time, writer), hostile);
        return await File.ReadAllTextAsync(Path.ChangeExtension(path!, ".html"), TestContext.Current.CancellationToken);
    }
}
