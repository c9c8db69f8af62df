using System.Diagnostics;

namespace DocumentPipeline.Support;

/// <summary>The program as a process of its own.</summary>
internal static class ProgramProcess
{
    /// <summary>Starts it; its output is to be read.</summary>
    public static Process Start(IReadOnlyList<string> arguments)
    {
        string name = OperatingSystem.IsWindows() ? "DocumentPipeline.exe" : "DocumentPipeline";
        return Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, name), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    /// <summary>Runs it to its end, whichever way that comes.</summary>
    public static async Task<ProgramRun> RunAsync(IReadOnlyList<string> arguments)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        using Process process = Start(arguments);
        Task<string> output = process.StandardOutput.ReadToEndAsync(token);
        Task<string> errors = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new ProgramRun(process.ExitCode, (await output).ReplaceLineEndings("\n"), (await errors).ReplaceLineEndings("\n"));
    }
}
