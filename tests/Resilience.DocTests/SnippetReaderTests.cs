namespace Resilience.DocTests;

public sealed class SnippetReaderTests
{
    [Fact]
    public void The_blocks_of_a_page_are_found_with_their_lines()
    {
        const string Page = """
            # Title
            ```csharp
            int a = 1;

            int b = 2;
            ```
            ```bash
            dotnet test
            ```
            ~~~~csharp no-run
            ```
            ~~~~
            ````csharp declarations
            class C;
            ````
            """;

        SnippetReader.Read("docs/page.md", Page).Should().Equal(
            new Snippet("docs/page.md", 3, SnippetKind.Program, "int a = 1;\n\nint b = 2;"),
            new Snippet("docs/page.md", 11, SnippetKind.CompiledProgram, "```"),
            new Snippet("docs/page.md", 14, SnippetKind.Declarations, "class C;"));
    }

    [Fact]
    public void A_block_in_a_list_loses_the_indentation_of_its_fence() =>
        SnippetReader.Read("a.md", "- item\n  ```csharp\n  if (true)\n      return;\n\n  ```\n")
            .Should().ContainSingle().Which.Code.Should().Be("if (true)\n    return;\n");

    [Fact]
    public void A_block_of_another_language_is_none() =>
        SnippetReader.Read("a.md", "```\nplain\n```\n```text\ncsharp\n```\n```json\n{}\n```").Should().BeEmpty();

    [Theory]
    [InlineData("cs")]
    [InlineData("c#")]
    [InlineData("C#")]
    [InlineData("CSharp")]
    [InlineData("csharp norun")]
    [InlineData("csharp no-run declarations")]
    public void A_fence_that_would_escape_the_check_is_an_error(string info)
    {
        Action read = () => SnippetReader.Read("a.md", $"text\n```{info}\nint a;\n```");

        read.Should().Throw<FormatException>().WithMessage("a.md:2 *");
    }

    [Fact]
    public void A_block_that_is_never_closed_is_an_error()
    {
        Action read = () => SnippetReader.Read("a.md", "```csharp\nint a;");

        read.Should().Throw<FormatException>();
    }
}
