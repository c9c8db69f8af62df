using Resilience.HouseTests.Rules;

namespace Resilience.HouseTests;

/// <summary>The house rules, applied to this repository. That each rule can fail is shown in <c>Rules</c>.</summary>
public sealed class SourceTests
{
    private static readonly IReadOnlyList<SourceFile> _shipped = Repository.SourceFiles("src");

    private static readonly IReadOnlyList<SourceFile> _everything = Repository.SourceFiles("src", "tests", "samples", "benchmarks");

    private static readonly string[] _projectFiles = ["*.csproj", "*.props", "*.targets"];

    [Fact]
    public void There_is_source_to_look_at()
    {
        _shipped.Should().NotBeEmpty();
        _everything.Select(file => file.Path).Should().Contain("tests/Resilience.HouseTests/SourceTests.cs");
    }

    [Fact]
    public void Files_are_short() => FileSize.Distribution(_shipped).ShouldBeNone();

    [Fact]
    public void No_file_is_long() => FileSize.OverTheCap(_everything).ShouldBeNone();

    [Fact]
    public void Lines_fit_a_screen() => _everything.SelectMany(PlainText.LinesFit).ShouldBeNone();

    [Fact]
    public void A_file_holds_one_type() => _shipped.SelectMany(TypeLayout.OneTypeAFile).ShouldBeNone();

    [Fact]
    public void A_file_is_named_after_its_type() => _shipped.SelectMany(TypeLayout.FileNamedAfterType).ShouldBeNone();

    [Fact]
    public void Every_class_is_sealed_static_or_abstract() => TypeLayout.ClosedClasses(_shipped).ShouldBeNone();

    [Fact]
    public void Namespaces_are_file_scoped() => _everything.SelectMany(TypeLayout.FileScopedNamespaces).ShouldBeNone();

    [Fact]
    public void Namespaces_follow_the_folder() => _shipped.SelectMany(Namespaces.FollowTheFolder).ShouldBeNone();

    [Fact]
    public void There_are_no_regions() => _everything.SelectMany(PlainText.NoRegions).ShouldBeNone();

    [Fact]
    public void Nothing_is_left_unfinished() => _everything.SelectMany(PlainText.NothingUnfinished).ShouldBeNone();

    [Fact]
    public void Every_suppression_in_code_says_why() => _everything.SelectMany(PlainText.SuppressionsSayWhy).ShouldBeNone();

    [Fact]
    public void Every_suppression_in_a_project_says_why() =>
        _projectFiles.SelectMany(pattern => Repository.Files(".", pattern))
            .SelectMany(path => PlainText.SuppressionsSayWhy(path, Repository.Read(path).Split('\n')))
            .ShouldBeNone();

    [Fact]
    public void No_test_sleeps() => Repository.SourceFiles("tests").SelectMany(Waiting.NoSleeping).ShouldBeNone();
}
