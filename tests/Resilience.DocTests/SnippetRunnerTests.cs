namespace Resilience.DocTests;

public sealed class SnippetRunnerTests
{
    [Theory]
    [InlineData("Console.Write(\"done\");")]
    [InlineData("await Task.Yield();\nConsole.Write(\"done\");")]
    [InlineData("await Task.Yield();\nConsole.Write(\"done\");\nreturn 0;")]
    public async Task A_snippet_runs_to_its_end(string code) =>
        (await SnippetRunner.RunAsync(Compile(code), SnippetRunner.Limit)).Should().Be("done");

    [Theory]
    [InlineData("throw new InvalidOperationException(\"broken\");")]
    [InlineData("await Task.Yield();\nthrow new InvalidOperationException(\"broken\");")]
    public async Task A_snippet_that_throws_fails(string code)
    {
        Func<Task> run = () => SnippetRunner.RunAsync(Compile(code), SnippetRunner.Limit);

        await run.Should().ThrowAsync<InvalidOperationException>().WithMessage("broken");
    }

    [Theory]
    [InlineData("await Task.Delay(Timeout.Infinite);")]
    [InlineData("Thread.CurrentThread.Join();")]
    public async Task A_snippet_that_hangs_fails(string code)
    {
        Func<Task> run = () => SnippetRunner.RunAsync(Compile(code), TimeSpan.FromMilliseconds(50));

        await run.Should().ThrowAsync<TimeoutException>();
    }

    private static MemoryStream Compile(string code)
    {
        (MemoryStream? assembly, IReadOnlyList<string> errors) =
            new SnippetCompiler("").Compile(new Snippet("docs/page.md", 1, SnippetKind.Program, code));
        errors.Should().BeEmpty();
        return assembly!;
    }
}
