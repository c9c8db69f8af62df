namespace Resilience.HouseTests.Papers;

public sealed class LinkTests
{
    [Fact]
    public void Every_link_between_the_papers_resolves()
    {
        LinkChecker checker = new(Repository.Read, path => Path.Exists(Repository.PathOf(path)));

        IEnumerable<string> atTheRoot = Directory.GetFiles(Repository.Root, "*.md").Select(path => Path.GetFileName(path));
        string[] pages = [.. atTheRoot, .. Repository.Files("docs", "*.md")];

        pages.Should().Contain("README.md").And.Contain("docs/architecture.md");
        pages.SelectMany(path => checker.Broken(new(path, Repository.Read(path)))).ShouldBeNone();
    }

    [Theory]
    [InlineData("[a](b.md)", "docs/a.md:1 b.md: there is no such file")]
    [InlineData("text\n[a](../gone/)", "docs/a.md:2 ../gone/: there is no such file")]
    [InlineData("[a](#nowhere)", "docs/a.md:1 #nowhere: there is no such heading")]
    [InlineData("[a](../README.md#nowhere \"title\")", "docs/a.md:1 ../README.md#nowhere: there is no such heading")]
    [InlineData("[a]: b.md", "docs/a.md:1 b.md: there is no such file")]
    [InlineData("![picture](b.png)", "docs/a.md:1 b.png: there is no such file")]
    public void A_broken_link_is_found(string text, string expected) => Check(text).Should().Equal(expected);

    [Theory]
    [InlineData("[a](../README.md)")]
    [InlineData("[a](/README.md#what-it-does-1)")]
    [InlineData("[a](../README.md#what-it-does)")]
    [InlineData("## Here\n[a](#here)")]
    [InlineData("[a](https://example.org/b.md) [b](mailto:a@example.org)")]
    [InlineData("`[a](b.md)`")]
    [InlineData("```\n[a](b.md)\n```")]
    [InlineData("~~~~\n```\n[a](b.md)\n~~~~")]
    public void What_resolves_or_is_no_link_passes(string text) => Check(text).Should().BeEmpty();

    private static IEnumerable<string> Check(string text)
    {
        Dictionary<string, string> pages = new() { ["README.md"] = "# What it does\n## What it *does*", ["docs/a.md"] = text };
        return new LinkChecker(pages.GetValueOrDefault, pages.ContainsKey).Broken(new("docs/a.md", text));
    }
}
