using DocumentPipeline.Stages;
using DocumentPipeline.Support;

namespace DocumentPipeline;

public sealed class ApplicationTests : IDisposable
{
    private readonly PlanFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Without_faults_every_stage_succeeds_at_once_and_the_report_is_written()
    {
        ProgramRun run = await _folder.RunAsync("--run", "plan");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.Errors.Should().BeEmpty();
        foreach (string stage in StageNames.All.Where(static stage => stage != StageNames.DnpValidation))
        {
            run.RowOf(stage).Should().Be("completed 1");
            run.ProgressOf(stage).Should().Equal("completed");
        }

        run.Output.Should().StartWith("Run plan: the shipped document\n[1/9] LOAD_DOCUMENT ");
        run.Output.Should().Contain("\nCompleted in 0 ms.\n"
            + "municipal-plan.pdf: 3 pages, 1,048 words, 11 sections, 2 tables\n"
            + "13 causal links, 2 mechanisms, 1 wrong total, 11 of 12 rules kept, 7 of 8 questions answered\n\n"
            + $"report       {_folder.ReportPath} and .html\n"
            + $"trace        {Path.Combine(_folder.Output, "traces", "plan-analysis", "execution_trace_plan_20260301T080000.000Z.json")} and .html\n"
            + $"checkpoints  {Path.Combine(_folder.Output, "checkpoints")}\n");
        File.Exists(_folder.ReportPath).Should().BeTrue();
    }

    [Fact]
    public async Task A_broken_rule_of_the_shipped_document_is_seen_coming_noted_and_reported()
    {
        ProgramRun run = await _folder.RunAsync();

        run.ProgressOf(StageNames.DnpValidation).Should().Equal(
            "risk DNP_VALIDATION_FAIL (low): a total does not add up",
            "DNP_VALIDATION_FAIL has come true: 1 of 12 rules is broken: PDM-12",
            "mitigated  log_and_continue: 1 broken rule is noted");
        run.RowOf(StageNames.DnpValidation).Should().Be("mitigated 1 log_and_continue: 1 broken rule is noted");
        (await _folder.ReportAsync()).Should().Contain("11 of 12 rules are kept").And.Contain(@"log\_and\_continue: 1 broken rule");
    }

    [Fact]
    public async Task A_document_at_fault_is_named_in_one_line_and_not_tried_again()
    {
        string path = _folder.Write("empty.pdf", []);

        ProgramRun run = await _folder.RunAsync(path);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.Errors.Should().Be("error: 'empty.pdf' is empty.\n");
        run.RowOf(StageNames.LoadDocument).Should().Be("aborted 1 retry_with_backup: there is no empty.backup.pdf");
        run.RowOf(StageNames.ExtractTextTables).Should().Be("not run");
    }

    [Fact]
    public async Task An_encrypted_document_is_refused_and_no_backup_is_looked_for()
    {
        string path = _folder.Write("secret.pdf", Documents.EncryptedPdf());
        _folder.Write("secret.backup.pdf", Documents.Pdf((50, 700, "A plan.")));

        ProgramRun run = await _folder.RunAsync(path);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.Errors.Should().Be("error: 'secret.pdf' is protected by a password.\n");
        run.RowOf(StageNames.LoadDocument).Should().Be("failed 1");
    }

    [Theory]
    [InlineData("--inject", "LOAD=timeout")]
    [InlineData("--inject", "LOAD_DOCUMENT=explode")]
    [InlineData("--kill-after", "LOAD")]
    [InlineData("--what")]
    public async Task Arguments_at_fault_are_named_in_one_line(params string[] arguments)
    {
        ProgramRun run = await _folder.RunAsync(arguments);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.Errors.Should().StartWith("error: unknown ").And.EndWith("(--help explains)\n");
        run.Errors.Count(static c => c == '\n').Should().Be(1);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public async Task The_report_replaces_neither_a_folder_nor_the_document()
    {
        string document = _folder.Write("plan.pdf", Documents.Pdf((50, 700, "A plan.")));

        ProgramRun folder = await ProgramRun.OfAsync(["--output", _folder.Output, "--out", Path.GetDirectoryName(document)!]);
        ProgramRun same = await ProgramRun.OfAsync([document, "--output", _folder.Output, "--out", document]);

        folder.Errors.Should().Contain("names a folder");
        same.Errors.Should().Contain("names the document itself");
        new[] { folder.ExitCode, same.ExitCode }.Should().AllBeEquivalentTo(ExitCodes.BadInput);
    }

    [Fact]
    public async Task Help_is_printed_without_a_run()
    {
        ProgramRun run = await _folder.RunAsync("--help");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.Output.Should().Contain("Usage:").And.ContainAll(StageNames.All);
        File.Exists(_folder.ReportPath).Should().BeFalse();
    }

    [Fact]
    public async Task Questions_of_the_user_are_answered_on_the_first_pages()
    {
        ProgramRun run = await _folder.RunAsync(
            "--first-pages", "1", "--question", "How many inhabitants are there?", "--question", "Which risk is the gravest?");

        run.Output.Should().Contain("1 of 2 questions answered");
        (await _folder.ReportAsync()).Should().Contain("Pages looked at: 1 to 1.")
            .And.Contain("| Which risk is the gravest? | no answer found |");
    }

    [Fact]
    public async Task Causes_and_mechanisms_of_the_shipped_document_are_found()
    {
        await _folder.RunAsync();

        (await _folder.ReportAsync()).Should().Contain("Old pipes → leakage in the network → water shortages in the upper districts")
            .And.Contain("1 not the sum of the parts");
    }

    [Fact]
    public async Task The_sample_document_can_be_written_and_read()
    {
        string path = _folder.PathOf("new/plan.pdf");
        ProgramRun writing = await ProgramRun.OfAsync(["--write-sample", path]);
        ProgramRun reading = await _folder.RunAsync(path);

        writing.ExitCode.Should().Be(ExitCodes.Success);
        reading.ExitCode.Should().Be(ExitCodes.Success);
        reading.Output.Should().Contain("plan.pdf: 3 pages, 1,048 words, 11 sections, 2 tables");
    }

    [Fact]
    public async Task Cancellation_interrupts_the_run_and_the_same_command_goes_on()
    {
        using var cancellation = new CancellationTokenSource();
        var clock = new TestClock { OnHang = cancellation.Cancel };

        ProgramRun first = await ProgramRun.OfAsync(
            _folder.With("--run", "plan", "--inject", "FINANCIAL_AUDIT=slow"), clock, cancellation.Token);
        ProgramRun second = await _folder.RunAsync("--run", "plan");

        first.ExitCode.Should().Be(ExitCodes.Cancelled);
        first.Errors.Should().Be("error: cancelled; the same command goes on where the run stands\n");
        second.ExitCode.Should().Be(ExitCodes.Success);
        second.RowOf(StageNames.MechanismInference).Should().Be("resumed, completed 1");
        second.RowOf(StageNames.FinancialAudit).Should().Be("completed 1");
    }
}
