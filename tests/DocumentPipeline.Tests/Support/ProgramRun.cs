using System.Text.RegularExpressions;
using DocumentPipeline.Output;
using DocumentPipeline.Running;

namespace DocumentPipeline.Support;

/// <summary>A run of the program in memory.</summary>
internal sealed record ProgramRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs the program with a test clock, or another one.</summary>
    public static async Task<ProgramRun> OfAsync(
        IReadOnlyList<string> arguments, TimeProvider? clock = null, CancellationToken? cancellationToken = null)
    {
        // Not disposed of: the thread that refreshes a progress may look at it once more when the program has ended.
        var output = new StringWriter();
        var errors = new StringWriter();
        var settings = new ProtectionSettings
        {
            RetryDelay = TimeSpan.Zero,
            Slowness = TestClock.Slowness,
            HangingAttemptTimeout = TestClock.HangingAttemptTimeout,
        };
        var application = new Application(new Screen(output), errors, clock ?? new TestClock(), static () => { }, settings);
        int exitCode = await application.RunAsync(arguments, cancellationToken ?? TestContext.Current.CancellationToken);
        return new(exitCode, output.ToString().ReplaceLineEndings("\n"), errors.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>What the table says of a stage: status, attempts, mitigations; with single spaces, without duration and hash.</summary>
    public string RowOf(string stage)
    {
        string line = Output.Split('\n').Single(line => line.StartsWith(stage, StringComparison.Ordinal))[stage.Length..];
        line = Regex.Replace(line, @" [\d.]+ m?s(  [0-9a-f]{12})?(?= |$)", " ");
        return Regex.Replace(line, " +", " ").Trim();
    }

    /// <summary>What was printed of a stage while it ran, line by line, without durations.</summary>
    public IReadOnlyList<string> ProgressOf(string stage) =>
    [
        .. from line in Output.Split('\n')
           let match = Regex.Match(line, $@"^\[./9\] {stage} +(.*)$")
           where match.Success
           select Regex.Replace(match.Groups[1].Value, @" +[\d.]+ m?s", ""),
    ];
}
