namespace Resilience.HouseTests.Rules;

public sealed class PlainTextTests
{
    [Fact]
    public void A_region_is_found() =>
        PlainText.NoRegions(new("Foo.cs", "#region Here\n#endregion\n")).Should().ContainSingle();

    [Theory]
    [InlineData("// TODO: later")]
    [InlineData("/* a FIXME */")]
    [InlineData("/// <summary>TODO</summary>\nclass Foo { }")]
    [InlineData("class Foo { void M() => throw new NotImplementedException(); }")]
    [InlineData("class Foo { void M() => throw new System.NotImplementedException(); }")]
    public void Unfinished_work_is_found(string text) =>
        PlainText.NothingUnfinished(new("Foo.cs", text)).Should().ContainSingle();

    [Theory]
    [InlineData("class Foo { string M() => \"TODO\"; }")]
    [InlineData("// The mastodon is extinct.")]
    [InlineData("class Foo { bool M(object o) => o is NotImplementedException; }")]
    [InlineData("class Foo { Exception M() => new NotImplementedException(); }")]
    public void A_text_in_quotes_a_part_of_a_word_and_a_mention_pass(string text) =>
        PlainText.NothingUnfinished(new("Foo.cs", text)).Should().BeEmpty();

    [Fact]
    public void A_line_that_scrolls_is_found() =>
        PlainText.LinesFit(new("Foo.cs", $"// fits\n//{new string('x', 139)}\n"))
            .Should().ContainSingle().Which.Should().StartWith("Foo.cs:2 ");

    [Theory]
    [InlineData("#pragma warning disable CA1000\nclass Foo;")]
    [InlineData("using System;\n\n#pragma warning disable CA1000\nclass Foo;")]
    [InlineData("[SuppressMessage(\"a\", \"b\")]\nclass Foo;")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessageAttribute(\"a\", \"b\", Justification = \"\")]\nclass Foo;")]
    [InlineData("[UnconditionalSuppressMessage(\"a\", \"b\")]\nclass Foo;")]
    public void A_suppression_without_a_reason_is_found(string text) =>
        PlainText.SuppressionsSayWhy(new("Foo.cs", text)).Should().ContainSingle();

    [Theory]
    [InlineData("#pragma warning disable CA1000 // A factory belongs to the type.\nclass Foo;")]
    [InlineData("// A factory belongs to the type.\n#pragma warning disable CA1000\nclass Foo;\n#pragma warning restore CA1000")]
    [InlineData("[SuppressMessage(\"a\", \"b\", Justification = \"A factory belongs to the type.\")]\nclass Foo;")]
    [InlineData("// A factory belongs to the type.\n[SuppressMessage(\"a\", \"b\")]\nclass Foo;")]
    public void A_suppression_with_a_reason_passes(string text) =>
        PlainText.SuppressionsSayWhy(new("Foo.cs", text)).Should().BeEmpty();

    [Fact]
    public void A_suppression_in_a_project_needs_a_reason_too()
    {
        PlainText.SuppressionsSayWhy("a.csproj", ["<A>", "<P>", "<NoWarn>CS1591</NoWarn>"])
            .Should().Equal("a.csproj:3 disables a warning without a reason");
        PlainText.SuppressionsSayWhy("a.csproj", ["<!-- Why. -->", "<P>", "<NoWarn>CS1591</NoWarn>"]).Should().BeEmpty();
    }
}
