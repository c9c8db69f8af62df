namespace Resilience.DocTests;

/// <summary>What must not compile, and says why.</summary>
public sealed class RefusedCodeTests
{
    private static readonly SnippetCompiler _compiler = new("");

    [Theory]
    [InlineData("await threads.RunAsync(async token => await Task.Delay(1, token));")]
    [InlineData("await threads.RunAsync(async token => { await Task.Delay(1, token); return 1; });")]
    [InlineData("await threads.RunAsync(token => Task.Delay(1, token));")]
    [InlineData("await threads.RunAsync(token => Task.FromResult(1));")]
    [InlineData("await threads.RunAsync(token => new ValueTask(Task.Delay(1, token)));")]
    [InlineData("await threads.RunAsync(token => new ValueTask<int>(1));")]
    [InlineData("threads.Run(async token => await Task.Delay(1, token));")]
    [InlineData("threads.Run(async token => { await Task.Delay(1, token); return 1; });")]
    [InlineData("threads.Run(token => Task.Delay(1, token));")]
    [InlineData("threads.Run(token => Task.FromResult(1));")]
    [InlineData("threads.Run(token => new ValueTask(Task.Delay(1, token)));")]
    [InlineData("threads.Run(token => new ValueTask<int>(1));")]
    public void Dedicated_threads_take_no_asynchronous_work(string call) =>
        Errors(call).Should().Contain("CS0619").And.Contain("asynchronous work would leave its thread");

    [Theory]
    [InlineData("await threads.RunAsync(token => { });")]
    [InlineData("await threads.RunAsync(token => 1);")]
    [InlineData("await threads.RunAsync(token => Console.WriteLine(1), BulkheadPriority.High);")]
    [InlineData("await threads.RunAsync(Work);\nstatic int Work(CancellationToken token) => 1;")]
    [InlineData("threads.Run(token => { });")]
    [InlineData("int result = threads.Run(token => 1);")]
    [InlineData("Outcome<int> outcome = await threads.RunOutcomeAsync(token => 1);")]
    public void Dedicated_threads_take_synchronous_work(string call) => Errors(call).Should().BeEmpty();

    private static string Errors(string call)
    {
        (_, IReadOnlyList<string> errors) = _compiler.Compile(new Snippet(
            "docs/page.md", 1, SnippetKind.CompiledProgram, $"using var threads = new DedicatedThreads();\n{call}\nawait Task.Yield();"));
        return string.Join('\n', errors);
    }
}
