namespace Resilience.HouseTests.Architecture;

/// <summary>The checker finds what it is there to find: each test plants one arrow.</summary>
public sealed class ArchitectureCheckerTests
{
    private static readonly SourceFile _retry = new(
        "src/Resilience/Retries/Retry.cs",
        "namespace Resilience; public sealed class Retry { public static int Count => 1; }");

    [Theory]
    [InlineData("Timeouts", "class Foo { object M() => new Retry(); }")]
    [InlineData("Timeouts", "class Foo { void M(Retry retry) { } }")]
    [InlineData("Timeouts", "class Foo { int M() => Retry.Count; }")]
    [InlineData("Timeouts", "class Foo { string M() => nameof(Retry); }")]
    [InlineData("Timeouts", "class Foo { System.Collections.Generic.List<Retry[]>? field; }")]
    [InlineData("Pipelines", "class Foo { object M() => typeof(Retry); }")]
    [InlineData("Timing", "class Foo { bool M(object o) => o is Retry; }")]
    public void An_arrow_that_does_not_point_down_is_found(string room, string text) =>
        Check(_retry, In(room, text)).Should().NotBeEmpty()
            .And.OnlyContain(found => found.StartsWith($"{room}/Foo.cs:2 {room} → Retries via Retry"));

    [Theory]
    [InlineData("src/Resilience/Foo.cs", "Foo.cs:2 (root) → Retries via Retry")]
    [InlineData("src/Resilience/Pipelines/Deep/Foo.cs", "Pipelines/Deep/Foo.cs:2 Pipelines → Retries via Retry")]
    public void The_root_and_nested_folders_count(string path, string expected) =>
        Check(_retry, new(path, "namespace Resilience;\nclass Foo { Retry? field; }")).Should().Equal(expected);

    [Fact]
    public void A_name_that_hides_behind_another_type_is_found()
    {
        SourceFile holder = In("Presets", "class Foo { public static Retry Shared => new(); }");
        SourceFile user = new(
            "src/Resilience/Timeouts/Bar.cs", "namespace Resilience;\nclass Bar { int M() { var a = Foo.Shared; return 1; } }");

        Check(_retry, holder, user).Should().Contain("Timeouts/Bar.cs:2 Timeouts → Presets via Foo.Shared");
    }

    [Fact]
    public void An_extension_method_is_followed_to_its_file()
    {
        SourceFile extensions = new(
            "src/Resilience/Retries/Extensions.cs",
            "namespace Resilience; static class Extensions { public static int Twice(this int n) => 2 * n; }");

        Check(extensions, In("Pipelines", "class Foo { int M() => 1.Twice(); }"))
            .Should().NotBeEmpty().And.OnlyContain(found => found == "Pipelines/Foo.cs:2 Pipelines → Retries via Extensions.Twice");
    }

    [Fact]
    public void A_facet_in_a_higher_room_does_not_move_its_type_but_its_members_stand_there()
    {
        SourceFile type = new(
            "src/Resilience/Pipeline.cs", "namespace Resilience; public partial class Pipeline { public int Low => 1; }");
        SourceFile facet = new(
            "src/Resilience/Presets/Pipeline.Create.cs", "namespace Resilience; public partial class Pipeline { public int High => 1; }");

        Check(type, facet, In("Timeouts", "class Foo { int M(Pipeline p) => p.Low; }")).Should().BeEmpty();
        Check(type, facet, In("Timeouts", "class Foo { int M(Pipeline p) => p.High; }"))
            .Should().Equal("Timeouts/Foo.cs:2 Timeouts → Presets via Pipeline.High");
    }

    [Theory]
    [InlineData("Retries", "class Foo { Retry? field; }")]
    [InlineData("Presets", "class Foo { Retry? field; }")]
    [InlineData("Timing", "/// <summary>See <see cref=\"Retry\"/>.</summary>\nclass Foo { }")]
    [InlineData("Timing", "class Foo { string M() => \"Retry\"; }")]
    public void An_arrow_down_and_a_mention_pass(string room, string text) =>
        Check(_retry, In(room, text)).Should().BeEmpty();

    [Fact]
    public void A_folder_that_is_no_room_is_found() =>
        Check(In("Utilities", "class Foo { }")).Should().Equal("src/Resilience/Utilities/Foo.cs: Utilities is no room of the house");

    [Fact]
    public void A_name_that_leads_nowhere_is_an_error() =>
        new ArchitectureChecker([In("Timing", "class Foo { Nowhere? field; }")]).Errors()
            .Should().ContainSingle().Which.Should().Contain("CS0246");

    private static SourceFile In(string room, string text) => new($"src/Resilience/{room}/Foo.cs", $"namespace Resilience;\n{text}");

    private static IEnumerable<string> Check(params SourceFile[] files)
    {
        ArchitectureChecker checker = new(files);
        checker.Errors().Should().BeEmpty();
        return checker.Violations();
    }
}
