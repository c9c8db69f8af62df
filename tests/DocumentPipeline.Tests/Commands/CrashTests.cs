using DocumentPipeline.Running;
using DocumentPipeline.Stages;
using DocumentPipeline.Support;
using Resilience;
using Resilience.Checkpoints;

namespace DocumentPipeline.Commands;

/// <summary>Processes that are killed behind each stage, and others that go on.</summary>
public sealed class CrashTests : IClassFixture<UndisturbedRun>, IDisposable
{
    // Longer than any machine takes: here the clock is the real one.
    private static readonly string[] _patience = ["--attempt-timeout", "600000"];

    private readonly PlanFolder _folder = new();
    private readonly UndisturbedRun _undisturbed;

    public CrashTests(UndisturbedRun undisturbed) => _undisturbed = undisturbed;

    public static TheoryData<string> Stages => new(StageNames.All);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_process_that_is_killed_behind_a_stage_costs_nothing_that_was_done(string stage)
    {
        ProgramRun killed = await ProgramProcess.RunAsync(_folder.With([.. _patience, "--run", "plan", "--kill-after", stage]));

        killed.ExitCode.Should().NotBe(ExitCodes.Success);
        killed.Output.Should().EndWith("The process kills itself.\n").And.Contain($"The record of {stage} is durable");

        ProgramRun resumed = await _folder.RunAsync(TimeProvider.System, [.. _patience, "--run", "plan"]);

        resumed.ExitCode.Should().Be(ExitCodes.Success);
        resumed.Output.Should().Contain("Goes on where it stands, as its owner number 2.");
        bool isDone = true;
        foreach (string name in StageNames.All)
        {
            resumed.RowOf(name).StartsWith("resumed, ", StringComparison.Ordinal).Should().Be(isDone);
            resumed.ProgressOf(name).Any().Should().Be(!isDone);
            isDone = isDone && name != stage;
        }

        (await StagesWithARecordAsync()).Should().Equal(StageNames.All);
        UndisturbedRun.WithoutTimes(await _folder.ReportAsync()).Should().Be(_undisturbed.Report);
    }

    [Fact]
    public async Task What_a_mitigation_has_changed_survives_the_crash()
    {
        await ProgramProcess.RunAsync(
            _folder.With([.. _patience, "--run", "plan", "--inject", "CAUSAL_EXTRACTION=empty", "--kill-after", StageNames.CausalExtraction]));

        ProgramRun resumed = await _folder.RunAsync(TimeProvider.System, [.. _patience, "--resume"]);

        resumed.ExitCode.Should().Be(ExitCodes.Success);
        resumed.RowOf(StageNames.CausalExtraction).Should()
            .Be("resumed, mitigated 1 lower_extraction_threshold: a confidence of 0.4 is enough");
        (await _folder.ReportAsync()).Should().Contain(@"lower\_extraction\_threshold: a confidence of 0.4 is enough");
    }

    [Fact]
    public async Task Through_all_its_stages_a_run_survives_a_crash_behind_each()
    {
        foreach (string stage in (string[])[StageNames.LoadDocument, StageNames.DnpValidation, StageNames.ReportGeneration])
        {
            await ProgramProcess.RunAsync(_folder.With([.. _patience, "--run", "plan", "--kill-after", stage]));
        }

        ProgramRun last = await ProgramProcess.RunAsync(_folder.With([.. _patience, "--run", "plan"]));

        last.ExitCode.Should().Be(ExitCodes.Success);
        last.Errors.Should().BeEmpty();
        last.Output.Should().Contain("as its owner number 4.");
        (await StagesWithARecordAsync()).Should().Equal(StageNames.All);
        UndisturbedRun.WithoutTimes(await _folder.ReportAsync()).Should().Be(_undisturbed.Report);
    }

    private async Task<List<string>> StagesWithARecordAsync()
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        FileCheckpointStore store = new OutputFolder(_folder.Output).OpenStore(TimeProvider.System);
        var key = new RunKey(DocumentOrchestrator.Name, "plan");
        (await store.VerifyAsync(key, token))!.IsIntact.Should().BeTrue();
        var stages = new List<string>();
        await foreach (CheckpointInfo record in store.ReadHistoryAsync(key, token))
        {
            if (record.Metadata is { Kind: CheckpointKind.Stage, Stage: { } stage })
            {
                stages.Add(stage);
            }
        }

        return stages;
    }
}
