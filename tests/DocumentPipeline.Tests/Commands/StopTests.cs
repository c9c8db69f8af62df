using System.Diagnostics;
using DocumentPipeline.Stages;
using DocumentPipeline.Support;

namespace DocumentPipeline.Commands;

public sealed class StopTests : IDisposable
{
    private readonly PlanFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_process_that_is_told_to_end_keeps_others_out_until_it_has_and_another_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signal.");
        using Process first = ProgramProcess.Start(_folder.With(
            "--run", "plan", "--inject", "EXTRACT_TEXT_TABLES=hang", "--attempt-timeout", "600000"));
        while (await first.StandardOutput.ReadLineAsync(Token) is { } line && !line.Contains(StageNames.LoadDocument))
        {
            // Until its first stage is done: then it owns the run, and hangs in the second.
        }

        ProgramRun second = await _folder.RunAsync(TimeProvider.System, "--run", "plan");
        using (Process signal = Process.Start("kill", ["-TERM", $"{first.Id}"]))
        {
            await signal.WaitForExitAsync(Token);
        }

        await first.WaitForExitAsync(Token);
        ProgramRun third = await _folder.RunAsync(TimeProvider.System, "--run", "plan", "--attempt-timeout", "600000");

        second.ExitCode.Should().Be(ExitCodes.Refused);
        second.Errors.Should().Contain("under way in another process");
        first.ExitCode.Should().Be(ExitCodes.Cancelled);
        (await first.StandardError.ReadToEndAsync(Token)).Should().Contain("the same command goes on where the run stands");
        third.ExitCode.Should().Be(ExitCodes.Success);
        third.RowOf(StageNames.LoadDocument).Should().Be("resumed, completed 1");
    }
}
