using DocumentPipeline.Stages;
using DocumentPipeline.Support;

namespace DocumentPipeline;

public sealed class ApplicationTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string ReportPath => _folder.PathOf("report.md");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_faults_every_stage_succeeds_at_once_and_the_report_is_written()
    {
        ProgramRun run = await RunAsync();

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.Errors.Should().BeEmpty();
        foreach (string stage in StageNames.All)
        {
            run.LineOf(stage).Should().Be($"{stage} ok 1 attempt");
        }

        run.Output.Should().EndWith($"municipal-plan.pdf: 3 pages, 1,048 words, 11 sections, 2 tables\n"
            + "13 causal links, 2 mechanisms, 1 wrong total, 11 of 12 rules kept, 7 of 8 questions answered\n"
            + $"report: {ReportPath} and {Path.ChangeExtension(ReportPath, ".html")}\n");
        File.Exists(ReportPath).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_hanging_attempt_is_ended_by_its_timeout_and_made_again(string stage)
    {
        var clock = new TestClock();
        ProgramRun run = await RunAsync(clock, "--inject", $"{stage}=timeout");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.LineOf(stage).Should().Be($"{stage} ok 2 attempts (timeout after 500 ms, then success)");
        clock.Jumps.Should().Equal(TestClock.HangingAttemptTimeout);
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_transient_error_is_retried(string stage)
    {
        ProgramRun run = await RunAsync(null, "--inject", $"{stage}=error");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.LineOf(stage).Should().Be($"{stage} ok 2 attempts (transient error: injected fault, then success)");
    }

    [Theory]
    [MemberData(nameof(Stages))]
    public async Task A_slow_stage_is_waited_for(string stage)
    {
        var clock = new TestClock();
        ProgramRun run = await RunAsync(clock, "--inject", $"{stage}=slow");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.LineOf(stage).Should().Be($"{stage} ok 1 attempt (slowed down by 307 ms, then success)");
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
    public async Task A_stage_that_keeps_failing_falls_back(string stage, string fallback)
    {
        ProgramRun run = await RunAsync(null, "--inject", $"{stage}=fail");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.LineOf(stage).Should().Be(
            $"{stage} degraded 3 attempts (3 × transient error: injected fault, then fallback: {fallback})");
        File.Exists(ReportPath).Should().BeTrue();
    }

    [Fact]
    public async Task Nothing_stands_in_for_a_document_that_cannot_be_loaded()
    {
        ProgramRun run = await RunAsync(null, "--inject", "LOAD_DOCUMENT=fail");

        run.ExitCode.Should().Be(ExitCodes.StageFailed);
        run.LineOf(StageNames.LoadDocument).Should().Be("LOAD_DOCUMENT failed 3 attempts (3 × transient error: injected fault)");
        run.Output.Should().NotContain(StageNames.ExtractTextTables);
        run.Errors.Should().StartWith("error: LOAD_DOCUMENT failed after 3 attempts: injected fault").And.EndWith("\n");
        run.Errors.Should().NotContain("   at ");
        File.Exists(ReportPath).Should().BeFalse();
    }

    [Fact]
    public async Task Faults_in_several_stages_are_dealt_with_one_by_one()
    {
        ProgramRun run = await RunAsync(
            null, "--inject", "load_document=Error", "--inject=EXTRACT_TEXT_TABLES=timeout", "--inject", "SEMANTIC_ANALYSIS=fail");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.LineOf(StageNames.LoadDocument).Should().Contain("ok 2 attempts");
        run.LineOf(StageNames.ExtractTextTables).Should().Contain("timeout after 500 ms");
        run.LineOf(StageNames.SemanticAnalysis).Should().Contain("degraded");
        run.LineOf(StageNames.ReportGeneration).Should().Be("REPORT_GENERATION ok 1 attempt");

        string report = await File.ReadAllTextAsync(ReportPath, TestContext.Current.CancellationToken);
        report.Should().Contain(@"| LOAD\_DOCUMENT | ok |").And.Contain("timeout after 500 ms, then success");
        report.Should().Contain("| term counts of the whole document |").And.Contain("None were told apart.");
    }

    [Fact]
    public async Task A_document_at_fault_is_named_in_one_line_and_not_tried_again()
    {
        string path = _folder.Write("empty.pdf", []);
        ProgramRun run = await RunAsync(null, path);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.Errors.Should().Be("error: 'empty.pdf' is empty.\n");
        run.LineOf(StageNames.LoadDocument).Should().Be("LOAD_DOCUMENT failed 1 attempt (permanent error: 'empty.pdf' is empty.)");
    }

    [Theory]
    [InlineData("--inject", "LOAD=timeout")]
    [InlineData("--inject", "LOAD_DOCUMENT=explode")]
    [InlineData("--what")]
    public async Task Arguments_at_fault_are_named_in_one_line(params string[] arguments)
    {
        ProgramRun run = await RunAsync(null, arguments);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.Errors.Should().StartWith("error: unknown ").And.EndWith("(--help explains)\n");
        run.Errors.Count(static c => c == '\n').Should().Be(1);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task The_report_replaces_neither_a_folder_nor_the_document()
    {
        string document = _folder.Write("plan.pdf", Documents.Pdf((50, 700, "A plan.")));

        ProgramRun folder = await ProgramRun.OfAsync(["--out", Path.GetDirectoryName(document)!]);
        ProgramRun same = await ProgramRun.OfAsync([document, "--out", document]);

        folder.Errors.Should().Contain("names a folder");
        same.Errors.Should().Contain("names the document itself");
        new[] { folder.ExitCode, same.ExitCode }.Should().AllBeEquivalentTo(ExitCodes.BadInput);
    }

    [Fact]
    public async Task Help_is_printed_without_a_run()
    {
        ProgramRun run = await RunAsync(null, "--help");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.Output.Should().Contain("Usage:").And.ContainAll(StageNames.All);
        File.Exists(ReportPath).Should().BeFalse();
    }

    [Fact]
    public async Task Questions_of_the_user_are_answered_on_the_first_pages()
    {
        ProgramRun run = await RunAsync(
            null, "--first-pages", "1", "--question", "How many inhabitants are there?", "--question", "Which risk is the gravest?");

        run.Output.Should().Contain("1 of 2 questions answered");
        string report = await File.ReadAllTextAsync(ReportPath, TestContext.Current.CancellationToken);
        report.Should().Contain("Pages looked at: 1 to 1.").And.Contain("| Which risk is the gravest? | no answer found |");
    }

    [Fact]
    public async Task Without_its_language_models_it_fails_and_says_why()
    {
        ProgramRun run = await RunAsync(null, "--models", _folder.PathOf("nowhere"));

        run.ExitCode.Should().Be(ExitCodes.StageFailed);
        run.Errors.Should().Contain("SEMANTIC_ANALYSIS").And.Contain("The language model 'english.json' is missing.");
    }

    [Fact]
    public async Task Causes_and_mechanisms_of_the_shipped_document_are_found()
    {
        await RunAsync();

        string report = await File.ReadAllTextAsync(ReportPath, TestContext.Current.CancellationToken);
        report.Should().Contain("Old pipes → leakage in the network → water shortages in the upper districts");
        report.Should().Contain("1 not the sum of the parts").And.Contain("11 of 12 rules are kept");
    }

    [Fact]
    public async Task The_sample_document_can_be_written_and_read()
    {
        string path = _folder.PathOf("new/plan.pdf");
        ProgramRun writing = await ProgramRun.OfAsync(["--write-sample", path]);
        ProgramRun reading = await RunAsync(null, path);

        writing.ExitCode.Should().Be(ExitCodes.Success);
        reading.ExitCode.Should().Be(ExitCodes.Success);
        reading.Output.Should().Contain("plan.pdf: 3 pages, 1,048 words, 11 sections, 2 tables");
    }

    [Fact]
    public async Task Cancellation_ends_the_run_with_its_own_exit_code()
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var application = new Application(output, errors, new TestClock());

        int exitCode = await application.RunAsync(["--out", ReportPath], new CancellationToken(canceled: true));

        exitCode.Should().Be(ExitCodes.Cancelled);
        errors.ToString().Should().StartWith("error: cancelled");
        output.ToString().Should().Contain("0 attempts (cancelled)");
    }

    public static TheoryData<string> Stages => new(StageNames.All);

    private Task<ProgramRun> RunAsync(TimeProvider? clock = null, params string[] arguments) =>
        ProgramRun.OfAsync(["--out", ReportPath, .. arguments], clock);
}
