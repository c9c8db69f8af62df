using DocumentPipeline.Running;
using DocumentPipeline.Stages;
using DocumentPipeline.Support;
using Resilience;
using Resilience.Checkpoints;

namespace DocumentPipeline.Commands;

/// <summary>Which run a command means, and when it is refused.</summary>
public sealed class RunCommandTests : IDisposable
{
    private readonly PlanFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_same_command_finds_its_run_finished_and_shows_what_was_recorded()
    {
        ProgramRun first = await _folder.RunAsync();
        File.Delete(_folder.ReportPath);
        ProgramRun second = await _folder.RunAsync();

        second.ExitCode.Should().Be(ExitCodes.Success);
        second.Output.Should().StartWith(first.Output[..first.Output.IndexOf('\n')]);
        second.Output.Should().Contain("This run has finished before, and nothing was done.").And.Contain("--fresh");
        second.RowOf(StageNames.DnpValidation).Should().Be(first.RowOf(StageNames.DnpValidation));
        second.Output.Should().NotContain("[1/9]");
        File.Exists(_folder.ReportPath).Should().BeFalse();
    }

    [Theory]
    [InlineData("--fresh")]
    [InlineData("--run", "another")]
    [InlineData("--first-pages", "2")]
    [InlineData("--inject", "LOAD_DOCUMENT=error")]
    public async Task Another_command_begins_anew(params string[] arguments)
    {
        await _folder.RunAsync();

        ProgramRun second = await _folder.RunAsync(arguments);

        second.ExitCode.Should().Be(ExitCodes.Success);
        second.RowOf(StageNames.LoadDocument).Should().StartWith("completed ");
        second.Output.Should().Contain("[9/9]");
    }

    [Fact]
    public async Task A_run_that_failed_is_opened_again_where_it_failed()
    {
        await _folder.RunAsync("--run", "plan", "--inject", "LOAD_DOCUMENT=fail");

        ProgramRun again = await _folder.RunAsync("--run", "plan");
        ProgramRun opened = await _folder.RunAsync("--run", "plan", "--resume");

        again.ExitCode.Should().Be(ExitCodes.RunFailed);
        again.Output.Should().Contain("has finished before").And.Contain("--run plan --resume");
        again.RowOf(StageNames.LoadDocument).Should().Be("failed");
        opened.ExitCode.Should().Be(ExitCodes.Success);
        opened.RowOf(StageNames.LoadDocument).Should().Be("completed 1");
    }

    [Fact]
    public async Task A_run_id_of_another_document_is_refused()
    {
        await _folder.RunAsync("--run", "plan");

        ProgramRun other = await _folder.RunAsync("--run", "plan", "--first-pages", "1");

        other.ExitCode.Should().Be(ExitCodes.Refused);
        other.Errors.Should().StartWith("error: the run was started with another document or other options; --fresh");
    }

    [Fact]
    public async Task A_run_that_somebody_else_owns_is_refused()
    {
        FileCheckpointStore store = new OutputFolder(_folder.Output).OpenStore(TimeProvider.System);
        await using IRunLease owner = await store.AcquireAsync(
            new RunKey(DocumentOrchestrator.Name, "plan"), cancellationToken: TestContext.Current.CancellationToken);

        ProgramRun second = await ProgramProcess.RunAsync(_folder.With("--run", "plan"));
        ProgramRun fresh = await _folder.RunAsync("--run", "plan", "--fresh");

        new[] { second.ExitCode, fresh.ExitCode }.Should().AllBeEquivalentTo(ExitCodes.Refused);
        second.Errors.Should().Be(
            "error: the run is under way in another process; wait for it, or start another one with --run ID\n");
        fresh.Errors.Should().Be(second.Errors);
        File.Exists(_folder.ReportPath).Should().BeFalse();
    }

    [Fact]
    public async Task An_output_folder_that_cannot_be_used_is_told()
    {
        string file = _folder.Write("file", [1]);

        ProgramRun run = await ProgramRun.OfAsync(["--output", file]);

        run.ExitCode.Should().Be(ExitCodes.Refused);
        run.Errors.Should().StartWith("error: the records in the output folder cannot be used: ");
    }

    [Fact]
    public async Task Nothing_can_be_resumed_where_nothing_was_interrupted()
    {
        ProgramRun none = await _folder.RunAsync("--resume");
        ProgramRun unknown = await _folder.RunAsync("--resume", "--run", "plan");

        none.ExitCode.Should().Be(ExitCodes.BadInput);
        none.Errors.Should().Contain("was interrupted; --list shows");
        unknown.ExitCode.Should().Be(ExitCodes.Refused);
        unknown.Errors.Should().Be("error: there is no such run; --list shows what there is\n");
    }

    [Fact]
    public async Task The_report_lies_in_the_output_folder_unless_it_is_wanted_elsewhere()
    {
        await ProgramRun.OfAsync(["--output", _folder.Output, "--run", "my plan"]);

        Directory.GetFiles(Path.Combine(_folder.Output, "reports")).Select(Path.GetFileName).Should()
            .BeEquivalentTo($"{RunIds.FileNameOf("my plan")}.md", $"{RunIds.FileNameOf("my plan")}.html");
    }
}
