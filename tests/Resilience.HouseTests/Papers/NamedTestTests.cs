using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Resilience.HouseTests.Papers;

public sealed class NamedTestTests
{
    [Fact]
    public void Every_test_that_a_paper_names_exists()
    {
        NamedTests tests = new(Repository.SourceFiles("tests").SelectMany(Methods));
        string[] pages = [.. Repository.Files("docs", "*.md")];

        pages.SelectMany(page => NamedTests.In(Repository.Read(page))).Should().NotBeEmpty();
        pages.SelectMany(page => tests.Missing(page, Repository.Read(page))).ShouldBeNone();
    }

    [Theory]
    [InlineData("`A_call_fails`")]
    [InlineData("`PipelineTests`")]
    [InlineData("`PipelineTests.A_call_fails`, `It_waits`")]
    [InlineData("`PipelineTests`: `It_waits`; `OtherTests.It_counts`")]
    [InlineData("```\nMissingTests.It_is_missing\n```\n`Tests`")]
    public void A_page_whose_tests_exist_passes(string text) => Check(text).Should().BeEmpty();

    [Theory]
    [InlineData("\n`MissingTests`", "docs/a.md:2 MissingTests")]
    [InlineData("`PipelineTests.It_flies`", "docs/a.md:1 PipelineTests.It_flies")]
    [InlineData("`PipelineTests.It_waits`, `It_counts`", "docs/a.md:1 PipelineTests.It_counts")]
    public void A_test_that_is_gone_is_found(string text, string expected) => Check(text).Should().Equal(expected);

    private static IEnumerable<string> Check(string text) =>
        new NamedTests([("PipelineTests", "A_call_fails"), ("PipelineTests", "It_waits"), ("OtherTests", "It_counts")]).Missing("docs/a.md", text);

    private static IEnumerable<(string Class, string Method)> Methods(SourceFile file) =>
        from type in file.TopLevelTypes.OfType<ClassDeclarationSyntax>()
        from method in type.Members.OfType<MethodDeclarationSyntax>()
        select (type.Identifier.Text, method.Identifier.Text);
}
