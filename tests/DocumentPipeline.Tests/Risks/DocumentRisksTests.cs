using DocumentPipeline.SampleDocument;
using DocumentPipeline.Stages;
using DocumentPipeline.Support;
using DocumentPipeline.Text;

namespace DocumentPipeline.Risks;

/// <summary>Each risk of the catalogue is provoked: seen coming where that is possible, come true, and mitigated.</summary>
public sealed class DocumentRisksTests : IDisposable
{
    private readonly PlanFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task PDF_CORRUPT_goes_on_with_the_backup_beside_the_document()
    {
        string path = _folder.Write("plan.pdf", SampleWriter.Build()[..5000]);
        _folder.Write("plan.backup.pdf", SampleWriter.Build());

        ProgramRun run = await _folder.RunAsync(path);

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.ProgressOf(StageNames.LoadDocument)[0].Should().Be("risk PDF_CORRUPT (critical): the file has no end mark");
        run.RowOf(StageNames.LoadDocument).Should().Be("mitigated 1 retry_with_backup: goes on with plan.backup.pdf");
        run.Output.Should().Contain("plan.backup.pdf: 3 pages, 1,048 words");
    }

    [Fact]
    public async Task PDF_CORRUPT_in_a_later_stage_loads_the_backup_that_the_user_names()
    {
        string backup = _folder.Write("copy.pdf", SampleWriter.Build());

        ProgramRun run = await _folder.RunAsync("--backup", backup, "--inject", "EXTRACT_TEXT_TABLES=corrupt");

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.RowOf(StageNames.ExtractTextTables).Should().Be("mitigated 1 retry_with_backup: goes on with copy.pdf");
        run.Output.Should().Contain("copy.pdf: 3 pages, 1,048 words");
    }

    [Theory]
    [InlineData(null, "retry_with_backup: there is no plan.backup.pdf")]
    [InlineData("no PDF either", "retry_with_backup: the backup does not help: 'plan.backup.pdf' is not a PDF file.")]
    public async Task PDF_CORRUPT_aborts_the_run_when_no_backup_helps(string? backup, string reason)
    {
        string path = _folder.Write("plan.pdf", "%PDF-1.7 and nothing"u8.ToArray());
        if (backup is not null)
        {
            _folder.Write("plan.backup.pdf", System.Text.Encoding.ASCII.GetBytes(backup));
        }

        ProgramRun run = await _folder.RunAsync(path);

        run.ExitCode.Should().Be(ExitCodes.BadInput);
        run.RowOf(StageNames.LoadDocument).Should().Be($"aborted 1 {reason}");
        run.Errors.Should().Be("error: 'plan.pdf' is corrupt and cannot be read as a PDF.\n");
    }

    [Fact]
    public async Task EMPTY_EXTRACTION_goes_on_without_text_and_says_that_there_is_no_OCR()
    {
        string path = _folder.Write("scan.pdf", Documents.Pdf());

        ProgramRun run = await _folder.RunAsync(path);

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.ProgressOf(StageNames.ExtractTextTables)[0].Should()
            .Be("risk EMPTY_EXTRACTION (high): the first page has no text; it may be a scanned image");
        run.RowOf(StageNames.ExtractTextTables).Should().Be("degraded 1 fallback_ocr: no OCR here; goes on without text");
        (await _folder.ReportAsync()).Should().Contain("No text was found; the pages may be scanned images.");
    }

    [Fact]
    public async Task EMPTY_EXTRACTION_takes_plain_text_where_there_is_some()
    {
        ProgramRun run = await _folder.RunAsync("--inject", "EXTRACT_TEXT_TABLES=empty");

        run.RowOf(StageNames.ExtractTextTables).Should()
            .Be("degraded 1 fallback_ocr: plain text was found without layout and tables");
        run.RowOf(StageNames.FinancialAudit).Should().Contain("estimate_from_text");
    }

    [Fact]
    public async Task NLP_MODEL_MISSING_installs_the_models()
    {
        string models = _folder.PathOf("models");

        ProgramRun run = await _folder.RunAsync("--models", models);

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.ProgressOf(StageNames.SemanticAnalysis)[0].Should()
            .Be("risk NLP_MODEL_MISSING (critical): the language models are not in their folder");
        run.RowOf(StageNames.SemanticAnalysis).Should().Be("mitigated 1 download_model: the language models are installed");
        LanguageModelStore.IsInstalled(models).Should().BeTrue();
        run.RowOf(StageNames.CausalExtraction).Should().Be("completed 1");
    }

    [Fact]
    public async Task INSUFFICIENT_TEXT_is_content_with_fewer_words()
    {
        string path = _folder.Write("note.pdf", Documents.Pdf((50, 700, "The old pipes cause a loss of water in all of the upper districts.")));

        ProgramRun run = await _folder.RunAsync(path);

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.ProgressOf(StageNames.SemanticAnalysis)[0].Should().Be("risk INSUFFICIENT_TEXT (medium): 14 words, 50 are needed");
        run.RowOf(StageNames.SemanticAnalysis).Should().Be("mitigated 1 reduce_confidence_threshold: 10 words are enough");
    }

    [Fact]
    public async Task INSUFFICIENT_TEXT_and_EMPTY_CAUSAL_GRAPH_end_with_what_stands_in()
    {
        string path = _folder.Write("note.pdf", Documents.Pdf((50, 700, "A plan.")));

        ProgramRun run = await _folder.RunAsync(path);

        run.ExitCode.Should().Be(ExitCodes.Success);
        run.RowOf(StageNames.SemanticAnalysis).Should().Be(
            "mitigated 1 reduce_confidence_threshold: 10 words are enough; reduce_confidence_threshold: 0 words are enough");
        run.ProgressOf(StageNames.CausalExtraction)[0].Should()
            .Be("risk EMPTY_CAUSAL_GRAPH (high): no word of the text speaks of causes");
        run.RowOf(StageNames.CausalExtraction).Should().Be(
            "degraded 1 lower_extraction_threshold: a confidence of 0.4 is enough; "
            + "lower_extraction_threshold: a confidence of 0.2 is enough; fallback: no causes");
    }

    [Fact]
    public async Task EMPTY_CAUSAL_GRAPH_takes_weaker_links()
    {
        ProgramRun run = await _folder.RunAsync("--inject", "CAUSAL_EXTRACTION=empty");

        run.RowOf(StageNames.CausalExtraction).Should().Be("mitigated 1 lower_extraction_threshold: a confidence of 0.4 is enough");
        run.Output.Should().Contain("16 causal links");
    }

    [Theory]
    [InlineData(StageNames.ExtractTextTables)]
    [InlineData(StageNames.CausalExtraction)]
    public async Task MEMORY_EXHAUSTION_takes_smaller_batches(string stage)
    {
        ProgramRun run = await _folder.RunAsync("--inject", $"{stage}=memory");

        run.RowOf(stage).Should().Be("mitigated 1 batch_processing: 1 page at a time");
        run.Output.Should().Contain("3 pages, 1,048 words, 11 sections, 2 tables");
    }

    [Fact]
    public async Task TIMEOUT_looks_at_fewer_pages()
    {
        var clock = new TestClock();
        ProgramRun run = await _folder.RunAsync(clock, "--inject", "EXTRACT_TEXT_TABLES=hang");

        run.RowOf(StageNames.ExtractTextTables).Should().Be("mitigated 1 reduce_scope: the first 2 pages only");
        clock.Jumps.Should().HaveCount(3).And.AllBeEquivalentTo(TestClock.HangingAttemptTimeout);
        (await _folder.ReportAsync()).Should().Contain("Pages looked at: 1 to 2.");
    }

    [Fact]
    public async Task DNP_VALIDATION_FAIL_notes_the_broken_rules()
    {
        ProgramRun run = await _folder.RunAsync("--inject", "DNP_VALIDATION=empty");

        run.RowOf(StageNames.DnpValidation).Should().Be("mitigated 1 log_and_continue: 1 broken rule is noted");
    }

    [Fact]
    public async Task MISSING_FINANCIAL_DATA_estimates_from_the_text()
    {
        string path = _folder.Write("note.pdf", Documents.Pdf((50, 700, "The plan costs 300 million pesos in the first year.")));

        ProgramRun run = await _folder.RunAsync(path);

        run.ProgressOf(StageNames.FinancialAudit)[0].Should().Be("risk MISSING_FINANCIAL_DATA (medium): no table was found");
        run.RowOf(StageNames.FinancialAudit).Should().Be("degraded 1 estimate_from_text: 1 amount in the text");
    }
}
