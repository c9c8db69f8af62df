namespace Resilience.DocTests;

/// <summary>Every C# block of the README and the docs compiles without a warning, and does what it says without throwing.</summary>
public sealed class SnippetTests
{
    private static readonly SnippetCompiler _compiler = new(Documentation.Prelude);

    public static TheoryData<string> All => [.. Documentation.Snippets.Select(snippet => snippet.ToString())];

    [Fact]
    public void The_docs_have_snippets() => Documentation.Snippets.Should().NotBeEmpty();

    [Fact]
    public void The_prelude_compiles() =>
        _compiler.Compile(new Snippet("none", 1, SnippetKind.CompiledProgram, "Console.WriteLine(ai);")).Errors.Should().BeEmpty();

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_snippet_works(string name)
    {
        Snippet snippet = Documentation.Snippets.Single(candidate => candidate.ToString() == name);

        (MemoryStream? assembly, IReadOnlyList<string> errors) = _compiler.Compile(snippet);

        Assert.True(assembly is not null, $"It does not compile:\n{string.Join('\n', errors)}");
        if (snippet.Kind == SnippetKind.Program)
        {
            string output = await SnippetRunner.RunAsync(assembly, SnippetRunner.Limit);
            string? broken = SnippetOutput.Broken(snippet.Code, output);
            Assert.True(broken is null, $"A comment says that it prints:\n{broken}\nIt printed:\n{output}");
        }
    }
}
