using DocumentPipeline.Running;

namespace DocumentPipeline.Support;

/// <summary>A run of the program in memory.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs the program with a test clock, or another one.</summary>
    public static async Task<ProgramRun> OfAsync(IReadOnlyList<string> arguments, TimeProvider? clock = null)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var settings = new ProtectionSettings
        {
            RetryDelay = TimeSpan.Zero,
            Slowness = TestClock.Slowness,
            HangingAttemptTimeout = TestClock.HangingAttemptTimeout,
        };
        var application = new Application(output, errors, clock ?? new TestClock(), settings);
        int exitCode = await application.RunAsync(arguments, TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString().ReplaceLineEndings("\n"), errors.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>The line that was printed for a stage, with single spaces and without its duration.</summary>
    public string LineOf(string stage)
    {
        string line = Output.Split('\n').Single(line => line.StartsWith(stage, StringComparison.Ordinal));
        string[] parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        parts[3].Should().BeOneOf("ms", "s");
        return string.Join(' ', [.. parts[..2], .. parts[4..]]);
    }
}
