using DocumentPipeline.Support;

namespace DocumentPipeline.Commands;

public sealed class VerifyCommandTests : IDisposable
{
    private readonly PlanFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_intact_run_is_told_with_its_head()
    {
        ProgramRun run = await _folder.RunAsync("--run", "plan");

        ProgramRun verified = await _folder.RunAsync("--verify", "plan");

        verified.ExitCode.Should().Be(ExitCodes.Success);
        verified.Output.Should().MatchRegex("^plan: 11 records, intact\nhead   ([0-9a-f]{64})\ntrace  .*execution_trace_plan_.*\\.json\n$");
        run.Output.Should().Contain(verified.Output.Split('\n')[1].Split(' ')[^1]);
    }

    [Fact]
    public async Task A_tampered_run_is_told_with_the_record_and_is_not_gone_on_with()
    {
        await _folder.RunAsync("--run", "plan");
        string record = Directory.GetFiles(_folder.Output, "00000004.ckpt", SearchOption.AllDirectories).Single();
        byte[] bytes = await File.ReadAllBytesAsync(record, TestContext.Current.CancellationToken);
        bytes[200] ^= 1;
        await File.WriteAllBytesAsync(record, bytes, TestContext.Current.CancellationToken);

        ProgramRun verified = await _folder.RunAsync("--verify", "plan");
        ProgramRun again = await _folder.RunAsync("--run", "plan");

        verified.ExitCode.Should().Be(ExitCodes.Refused);
        verified.Output.Should().Contain("plan: 11 records, DAMAGED\n").And.Contain("\nrecord 4: corrupt: ");
        verified.Errors.Should().Be("error: the records of 'plan' are damaged\n");
        again.ExitCode.Should().Be(ExitCodes.Refused);
        again.Errors.Should().Contain("--verify RUN says what is damaged");
    }

    [Fact]
    public async Task A_trace_that_was_changed_is_not_taken_for_that_of_the_run()
    {
        await _folder.RunAsync("--run", "plan");
        string trace = Directory.GetFiles(Path.Combine(_folder.Output, "traces"), "*.json", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(trace, " ", TestContext.Current.CancellationToken);

        ProgramRun verified = await _folder.RunAsync("--verify", "plan");

        verified.ExitCode.Should().Be(ExitCodes.Success);
        verified.Output.Should().EndWith("\ntrace  none is there with the hash that the final record names\n");
    }

    [Fact]
    public async Task A_run_that_is_not_there_is_a_mistake_of_the_user()
    {
        ProgramRun verified = await _folder.RunAsync("--verify", "plan");

        verified.ExitCode.Should().Be(ExitCodes.BadInput);
        verified.Errors.Should().StartWith("error: there is no run 'plan' in ").And.EndWith("--list shows what there is\n");
    }
}
