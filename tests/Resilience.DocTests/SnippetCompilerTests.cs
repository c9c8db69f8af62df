namespace Resilience.DocTests;

/// <summary>The compiler refuses what a reader could not use.</summary>
public sealed class SnippetCompilerTests
{
    private static readonly SnippetCompiler _compiler = new("""
        global using static Prelude;
        internal static class Prelude { public static int answer => 42; }
        """);

    [Fact]
    public void A_broken_snippet_is_reported_with_the_line_of_its_page()
    {
        (MemoryStream? assembly, IReadOnlyList<string> errors) = Compile("int a = 1;\nNowhere.Call(a);");

        assembly.Should().BeNull();
        errors.Should().ContainSingle().Which.Should().StartWith("docs/page.md:11 CS0103 ");
    }

    [Theory]
    [InlineData("string a = null;", "CS8600")]
    [InlineData("Task.Delay(Timeout.Infinite);\nawait Task.Yield();", "CS4014")]
    [InlineData("int a;\nConsole.WriteLine(a);", "CS0165")]
    [InlineData("return 1;\nint a = 2;", "CS0162")]
    public void A_warning_is_an_error(string code, string expected) =>
        Compile(code).Errors.Should().ContainSingle().Which.Should().Contain(expected);

    [Theory]
    [InlineData("int a = answer;")]
    [InlineData("int answer = 1;")]
    [InlineData("List<int> a = [.. Enumerable.Range(0, 3)];\nawait Task.Yield();")]
    [InlineData("using System.Text;\nStringBuilder text = new();")]
    [InlineData("using HttpClient http = new();\nawait using Stream s = new MemoryStream();")]
    public void The_usings_and_the_prelude_are_there(string code) =>
        Compile(code).Errors.Should().BeEmpty();

    [Fact]
    public void Declarations_need_no_statements()
    {
        Compile("public sealed class C;", SnippetKind.Declarations).Errors.Should().BeEmpty();
        Compile("public sealed class C;", SnippetKind.Program).Errors.Should().ContainSingle().Which.Should().Contain("CS5001");
    }

    private static (MemoryStream? Assembly, IReadOnlyList<string> Errors) Compile(
        string code, SnippetKind kind = SnippetKind.CompiledProgram) =>
        _compiler.Compile(new Snippet("docs/page.md", 10, kind, code));
}
