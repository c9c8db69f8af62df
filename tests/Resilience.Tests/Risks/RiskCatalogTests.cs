namespace Resilience.Risks;

public sealed class RiskCatalogTests
{
    private readonly RiskRig _rig = new();

    public static TheoryData<string, RiskCategory, RiskSeverity, string, string> Rows => new()
    {
        { "PDF_CORRUPT", RiskCategory.DataQuality, RiskSeverity.Critical, "LOAD_DOCUMENT, EXTRACT_TEXT_TABLES", "retry_with_backup" },
        { "EMPTY_EXTRACTION", RiskCategory.DataQuality, RiskSeverity.High, "EXTRACT_TEXT_TABLES", "fallback_ocr" },
        { "NLP_MODEL_MISSING", RiskCategory.ExternalDependency, RiskSeverity.Critical, "SEMANTIC_ANALYSIS, CAUSAL_EXTRACTION", "download_model" },
        { "INSUFFICIENT_TEXT", RiskCategory.DataQuality, RiskSeverity.Medium, "SEMANTIC_ANALYSIS, CAUSAL_EXTRACTION", "reduce_confidence_threshold" },
        { "MEMORY_EXHAUSTION", RiskCategory.ResourceExhaustion, RiskSeverity.High, "all", "batch_processing" },
        { "TIMEOUT", RiskCategory.ComputationError, RiskSeverity.Medium, "all", "reduce_scope" },
        { "DNP_VALIDATION_FAIL", RiskCategory.ValidationFailure, RiskSeverity.Low, "DNP_VALIDATION", "log_and_continue" },
        { "MISSING_FINANCIAL_DATA", RiskCategory.DataQuality, RiskSeverity.Medium, "FINANCIAL_AUDIT", "estimate_from_text" },
        { "EMPTY_CAUSAL_GRAPH", RiskCategory.ComputationError, RiskSeverity.High, "CAUSAL_EXTRACTION", "lower_extraction_threshold" },
    };

    /// <summary>Stage, exception, risk (empty for none).</summary>
    public static TheoryData<string, Exception, string> Failures => new()
    {
        { "LOAD_DOCUMENT", new InvalidDataException(), "PDF_CORRUPT" },
        { "EXTRACT_TEXT_TABLES", new FormatException(), "PDF_CORRUPT" },
        { "LOAD_DOCUMENT", new PermanentException("damaged", FailureCause.Data), "PDF_CORRUPT" },
        { "LOAD_DOCUMENT", new EndOfStreamException(), "PDF_CORRUPT" },
        { "FINANCIAL_AUDIT", new FormatException(), "MISSING_FINANCIAL_DATA" },
        { "SEMANTIC_ANALYSIS", new FileNotFoundException(), "NLP_MODEL_MISSING" },
        { "CAUSAL_EXTRACTION", new DirectoryNotFoundException(), "NLP_MODEL_MISSING" },
        { "CAUSAL_EXTRACTION", new DllNotFoundException(), "NLP_MODEL_MISSING" },
        { "LOAD_DOCUMENT", new FileNotFoundException(), "" },
        { "ANYTHING", new InsufficientMemoryException(), "MEMORY_EXHAUSTION" },
        { "ANYTHING", new TimeoutException(), "TIMEOUT" },
        { "DNP_VALIDATION", new System.ComponentModel.DataAnnotations.ValidationException(), "DNP_VALIDATION_FAIL" },
        { "DNP_VALIDATION", new PermanentException("not met", FailureCause.Validation), "DNP_VALIDATION_FAIL" },
        { "DNP_VALIDATION", new NullReferenceException(), "" },
    };

    [Fact]
    public void There_are_nine_risks_of_document_analysis() =>
        RiskCatalog.DocumentAnalysis.Select(risk => risk.Id).Should().Equal(Rows.Select(row => row.Data.Item1));

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_is_as_the_table_says(string id, RiskCategory category, RiskSeverity severity, string stages, string mitigation)
    {
        RiskDefinition risk = RiskCatalog.DocumentAnalysis.Single(it => it.Id == id);

        risk.Category.Should().Be(category);
        risk.Severity.Should().Be(severity);
        string.Join(", ", risk.Stages).Should().Be(stages);
        risk.Mitigation.Should().Be(mitigation);
        risk.Name.Should().NotBe(id);
        risk.Description.Should().EndWith(".");
    }

    [Theory]
    [MemberData(nameof(Failures))]
    public async Task Failures_that_say_enough_are_matched_without_help(string stage, Exception exception, string risk)
    {
        var risks = new RiskRegistry<Plan>(new() { MitigateCritical = true });
        risks.Add(RiskCatalog.DocumentAnalysis);

        MitigationResult<Plan> result = await _rig.MitigateAsync(risks, _rig.Failure(exception, stage), stage: stage);

        (result.RiskId ?? "").Should().Be(risk);
    }

    [Fact]
    public async Task An_application_adds_what_it_knows_in_a_line_each()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>()
            .Add(RiskCatalog.DocumentAnalysis)
            .Detect("EMPTY_EXTRACTION", (_, plan) => plan.Text.Length == 0)
            .Match("EMPTY_EXTRACTION", FailureMatch.Exception<TestException>())
            .Mitigate("fallback_ocr", it => MitigationResult.Continue(it.Context with { Text = "by ocr" }));

        RiskAssessment assessment = await _rig.AssessAsync(risks, "EXTRACT_TEXT_TABLES");
        MitigationResult<Plan> result = await _rig.MitigateAsync(risks, _rig.Failure(stage: "EXTRACT_TEXT_TABLES"), stage: "EXTRACT_TEXT_TABLES");

        assessment.Detected.Should().ContainSingle().Which.Should().Be(
            new DetectedRisk("EMPTY_EXTRACTION", RiskSeverity.High, "No text was found in the document.")
            {
                Name = "Empty extraction",
                Category = RiskCategory.DataQuality,
            });
        result.Context.Should().Be(new Plan("by ocr"));
    }

    [Fact]
    public void What_is_not_wired_up_yet_can_be_seen()
    {
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>().Add(RiskCatalog.DocumentAnalysis);
        foreach (string name in risks.Snapshot().MissingMitigations.Except(["reduce_scope"]))
            risks.Mitigate(name, _ => default);

        risks.Snapshot().MissingMitigations.Should().Equal("reduce_scope");
    }
}
