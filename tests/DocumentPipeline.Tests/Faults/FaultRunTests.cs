using DocumentPipeline.Stages;
using DocumentPipeline.Support;

namespace DocumentPipeline.Faults;

/// <summary>Each fault, in the stages of a whole run.</summary>
public sealed class FaultRunTests : IDisposable
{
    private readonly PlanFolder _folder = new();

    public static TheoryData<string> Stages => new(StageNames.All);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_hanging_attempt_is_ended_by_its_timeout_and_made_again(string stage)
    {
        var clock = new TestClock();
        ProgramRun run = await _folder.RunAsync(clock, "--inject", $"{stage}=timeout");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.ProgressOf(stage).Should().Contain("attempt 1 of 3: timeout after; trying again");
        Healed(run, stage);
        clock.Jumps.Should().Equal(TestClock.HangingAttemptTimeout);
    }

    [Theory]
    [InlineData(StageNames.LoadDocument, "error")]
    [InlineData(StageNames.SemanticAnalysis, "error")]
    [InlineData(StageNames.ReportGeneration, "error")]
    [InlineData(StageNames.LoadDocument, "connection")]
    [InlineData(StageNames.QuestionAnswering, "connection")]
    public async Task A_transient_error_is_retried(string stage, string fault)
    {
        ProgramRun run = await _folder.RunAsync("--inject", $"{stage}={fault}");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.ProgressOf(stage).Should().HaveCount(2);
        run.ProgressOf(stage)[0].Should().Match("attempt 1 of 3: *; trying again");
        run.ProgressOf(stage)[1].Should().Be("completed in 2 attempts");
        Healed(run, stage);
    }

    [Fact]
    public async Task A_slow_stage_is_waited_for()
    {
        var clock = new TestClock();
        ProgramRun run = await _folder.RunAsync(clock, "--inject", "MECHANISM_INFERENCE=slow");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.RowOf(StageNames.MechanismInference).Should().Be("completed 1");
        run.Output.Should().Contain("completed    307 ms");
        clock.Jumps.Should().Equal(TestClock.Slowness);
    }

    [Theory]
    [InlineData(StageNames.ExtractTextTables, "plain text without layout and tables")]
    [InlineData(StageNames.SemanticAnalysis, "term counts of the whole document")]
    [InlineData(StageNames.CausalExtraction, "no causes")]
    [InlineData(StageNames.MechanismInference, "left out")]
    [InlineData(StageNames.FinancialAudit, "estimate from the text")]
    [InlineData(StageNames.DnpValidation, "left out")]
    [InlineData(StageNames.QuestionAnswering, "left out")]
    [InlineData(StageNames.ReportGeneration, "minimal report")]
    public async Task Something_stands_in_for_a_stage_that_keeps_failing(string stage, string fallback)
    {
        ProgramRun run = await _folder.RunAsync("--inject", $"{stage}=fail");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.RowOf(stage).Should().Be($"degraded 3 fallback: {fallback}");
        File.Exists(_folder.ReportPath).Should().BeTrue();
    }

    [Fact]
    public async Task Nothing_stands_in_for_a_document_that_cannot_be_loaded()
    {
        ProgramRun run = await _folder.RunAsync("--inject", "LOAD_DOCUMENT=fail");

        run.ExitCode.Should().Be(ExitCodes.RunFailed);
        run.RowOf(StageNames.LoadDocument).Should().Be("failed 3");
        run.RowOf(StageNames.ExtractTextTables).Should().Be("not run");
        run.Errors.Should().StartWith("error: LOAD_DOCUMENT failed: injected fault [failure.").And.EndWith("]\n");
        File.Exists(_folder.ReportPath).Should().BeFalse();
    }

    [Fact]
    public async Task Faults_in_several_stages_are_dealt_with_one_by_one_and_the_report_tells_of_it()
    {
        ProgramRun run = await _folder.RunAsync(
            "--inject", "load_document=Error", "--inject=EXTRACT_TEXT_TABLES=memory", "--inject", "SEMANTIC_ANALYSIS=fail");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.RowOf(StageNames.LoadDocument).Should().Be("completed 2");
        run.RowOf(StageNames.ExtractTextTables).Should().Be("mitigated 1 batch_processing: 1 page at a time");
        run.RowOf(StageNames.SemanticAnalysis).Should().Be("degraded 3 fallback: term counts of the whole document");
        run.RowOf(StageNames.ReportGeneration).Should().Be("completed 1");
        (await _folder.ReportAsync()).Should().Contain(@"| LOAD\_DOCUMENT | completed | 0 ms | 2 | nothing failed for good |")
            .And.Contain(@"| mitigated | 0 ms | 1 | batch\_processing: 1 page at a time |")
            .And.Contain("| degraded | 0 ms | 3 | fallback: term counts of the whole document |")
            .And.Contain("None were told apart.");
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("corrupt")]
    [InlineData("empty")]
    [InlineData("memory")]
    [InlineData("missing")]
    public async Task Whatever_lasts_and_wherever_the_run_comes_to_an_end_of_its_own(string fault)
    {
        foreach (string stage in StageNames.All)
        {
            ProgramRun run = await _folder.RunAsync("--run", stage, "--inject", $"{stage}={fault}");

            // Only the document itself cannot be done without.
            bool isDocument = stage is StageNames.LoadDocument or StageNames.ExtractTextTables;
            run.ExitCode.Should().BeOneOf(isDocument ? [ExitCodes.Success, ExitCodes.BadInput, ExitCodes.RunFailed] : [ExitCodes.Success]);
            run.RowOf(stage).Should().MatchRegex("^(mitigated|degraded|aborted|failed) ");
            (await _folder.RunAsync("--verify", stage)).ExitCode.Should().Be(ExitCodes.Success);
        }
    }

    private static void Healed(ProgramRun run, string stage) =>
        run.RowOf(stage).Should().StartWith(stage == StageNames.DnpValidation ? "mitigated " : "completed ").And.Contain(" 2");
}
