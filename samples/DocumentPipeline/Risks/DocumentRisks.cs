using DocumentPipeline.Model;
using Resilience;

namespace DocumentPipeline.Risks;

/// <summary>
/// The library's catalogue of nine risks of document analysis, and what this program adds to each: how to see it coming, which failures
/// mean that it has come true, and what is done then.
/// </summary>
internal static class DocumentRisks
{
    /// <summary>The registry.</summary>
    /// <param name="conditions">How to see risks coming.</param>
    /// <param name="mitigations">What is done about them.</param>
    /// <param name="mitigationTimeout">How long a mitigation may take; those that do a stage's work need as long as a stage.</param>
    public static RiskRegistry<DocumentContext> Create(
        RiskConditions conditions, Mitigations mitigations, TimeSpan mitigationTimeout) =>
        new RiskRegistry<DocumentContext>(new()
        {
            Name = "document risks",
            MitigationTimeout = mitigationTimeout,
            UnmatchedMitigation = Mitigations.Fallback,
        })
            .Add(RiskCatalog.DocumentAnalysis)

            // Critical: by default the run would be aborted. A backup is as good as the document, so trying it does no harm.
            .Change("PDF_CORRUPT", static risk => risk with { MitigateCritical = true })
            .Detect("PDF_CORRUPT", RiskConditions.LooksTornAsync)
            .Match("PDF_CORRUPT", FailureMatch.Exception<DocumentException>(static error => error.IsDamage))
            .Mitigate("retry_with_backup", Mitigations.RetryWithBackupAsync)

            .Detect("EMPTY_EXTRACTION", RiskConditions.FirstPageHasNoTextAsync)
            .Match("EMPTY_EXTRACTION", FailureMatch.Exception<EmptyExtractionException>())
            .Mitigate("fallback_ocr", Mitigations.FallbackOcrAsync)

            // Critical, and harmless to mend: models come from where this program came from.
            .Change("NLP_MODEL_MISSING", static risk => risk with { MitigateCritical = true })
            .Detect("NLP_MODEL_MISSING", RiskConditions.ModelsAreMissing)
            .Match("NLP_MODEL_MISSING", FailureMatch.Exception<ModelMissingException>())
            .Mitigate("download_model", mitigations.DownloadModelAsync, TimeSpan.FromMinutes(10))

            .Detect("INSUFFICIENT_TEXT", RiskConditions.HasFewWords)
            .Match("INSUFFICIENT_TEXT", FailureMatch.Exception<InsufficientTextException>())
            .Mitigate("reduce_confidence_threshold", mitigations.ReduceConfidenceThresholdAsync)

            // The catalogue matches these two by itself: OutOfMemoryException, and all that timed out.
            .Detect("MEMORY_EXHAUSTION", conditions.NeedsMuchMemory)
            .Mitigate("batch_processing", mitigations.BatchProcessingAsync)
            .Detect("TIMEOUT", conditions.HasManyPages)
            .Mitigate("reduce_scope", mitigations.ReduceScopeAsync)

            .Detect("DNP_VALIDATION_FAIL", RiskConditions.WillBreakRules)
            .Match("DNP_VALIDATION_FAIL", FailureMatch.Exception<PlanInvalidException>())
            .Mitigate(MitigationNames.LogAndContinue, Mitigations.LogAndContinueAsync)

            // Matched by cause: what is wrong with the data of the stage.
            .Detect("MISSING_FINANCIAL_DATA", RiskConditions.HasNoTables)
            .Mitigate("estimate_from_text", Mitigations.EstimateFromTextAsync)

            .Detect("EMPTY_CAUSAL_GRAPH", RiskConditions.HasNoCuesAsync)
            .Match("EMPTY_CAUSAL_GRAPH", FailureMatch.Exception<EmptyCausalGraphException>())
            .Mitigate("lower_extraction_threshold", mitigations.LowerExtractionThresholdAsync)

            .Mitigate(Mitigations.Fallback, mitigations.FallBackAsync);
}
