namespace Resilience.DocTests;

public sealed class SnippetOutputTests
{
    private const string Code = """
        int a = 1;               // no promise
        Console.WriteLine(a);    // 1
        Console.WriteLine("?");
        if (a > 0)
        {
            Console.WriteLine(a + 1);   // 2
        }
        """;

    [Fact]
    public void The_comments_behind_printing_lines_are_promises() => SnippetOutput.Promised(Code).Should().Equal("1", "2");

    [Theory]
    [InlineData("1\n?\n2\n")]
    [InlineData("1\r\n?\r\n2\r\n")]
    public void A_promise_kept_passes(string output) => SnippetOutput.Broken(Code, output).Should().BeNull();

    [Theory]
    [InlineData("", "1")]
    [InlineData("1\n?\n3\n", "2")]
    [InlineData("2\n?\n1\n", "2")]
    public void A_promise_that_is_not_kept_is_found(string output, string broken) =>
        SnippetOutput.Broken(Code, output).Should().Be(broken);
}
