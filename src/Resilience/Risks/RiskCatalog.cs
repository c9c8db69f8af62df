using System.ComponentModel.DataAnnotations;
using Resilience.Risks;

namespace Resilience;

/// <summary>
/// Catalogues of risks. They know no context: an application adds conditions and mitigations of its own
/// (<see cref="RiskRegistry{TContext}.Detect(string, Func{StageContext, TContext, RiskFinding})"/> and <c>Mitigate</c>), a line each.
/// </summary>
public static class RiskCatalog
{
    private const string Load = "LOAD_DOCUMENT";
    private const string Extract = "EXTRACT_TEXT_TABLES";
    private const string Semantics = "SEMANTIC_ANALYSIS";
    private const string Causes = "CAUSAL_EXTRACTION";
    private const string Finance = "FINANCIAL_AUDIT";
    private const string Validation = "DNP_VALIDATION";

    /// <summary>
    /// The nine risks of a pipeline that reads a document, takes text and tables out of it, and analyses what it found. Exhausted memory
    /// and timeouts may meet every stage; where a risk of the stage itself matches as well as they do, that one wins.
    /// </summary>
    public static IReadOnlyList<RiskDefinition> DocumentAnalysis { get; } =
    [
        new()
        {
            Id = "PDF_CORRUPT",
            Name = "Corrupt document",
            Description = "The document is damaged and cannot be read.",
            Category = RiskCategory.DataQuality,
            Severity = RiskSeverity.Critical,
            Stages = [Load, Extract],
            // Not all of cause data: a document that is not there has that cause as well.
            Failures =
            [
                FailureMatch.Exception<InvalidDataException>(),
                FailureMatch.Exception<FormatException>(),
                FailureMatch.Exception<EndOfStreamException>(),
                FailureMatch.Exception<PermanentException>(static it => it.Cause == FailureCause.Data),
            ],
            Mitigation = "retry_with_backup",
        },
        new()
        {
            Id = "EMPTY_EXTRACTION",
            Name = "Empty extraction",
            Description = "No text was found in the document.",
            Category = RiskCategory.DataQuality,
            Severity = RiskSeverity.High,
            Stages = [Extract],
            Mitigation = "fallback_ocr",
        },
        new()
        {
            Id = "NLP_MODEL_MISSING",
            Name = "Language model missing",
            Description = "The language model is not installed or cannot be loaded.",
            Category = RiskCategory.ExternalDependency,
            Severity = RiskSeverity.Critical,
            Stages = [Semantics, Causes],
            Failures =
            [
                FailureMatch.Exception<FileNotFoundException>(),
                FailureMatch.Exception<DirectoryNotFoundException>(),
                FailureMatch.Exception<DllNotFoundException>(),
            ],
            Mitigation = "download_model",
        },
        new()
        {
            Id = "INSUFFICIENT_TEXT",
            Name = "Insufficient text",
            Description = "There is too little text for an analysis that means something.",
            Category = RiskCategory.DataQuality,
            Severity = RiskSeverity.Medium,
            Stages = [Semantics, Causes],
            Mitigation = "reduce_confidence_threshold",
        },
        new()
        {
            Id = "MEMORY_EXHAUSTION",
            Name = "Memory exhausted",
            Description = "The document needs more memory than there is.",
            Category = RiskCategory.ResourceExhaustion,
            Severity = RiskSeverity.High,
            Stages = [RiskDefinitionBase.AllStages],
            Failures = [FailureMatch.Exception<OutOfMemoryException>()],
            Mitigation = "batch_processing",
        },
        new()
        {
            Id = "TIMEOUT",
            Name = "Timeout",
            Description = "A stage does not end in time.",
            Category = RiskCategory.ComputationError,
            Severity = RiskSeverity.Medium,
            Stages = [RiskDefinitionBase.AllStages],
            Failures = [FailureMatch.Cause(FailureCause.Timeout)],
            Mitigation = "reduce_scope",
        },
        new()
        {
            Id = "DNP_VALIDATION_FAIL",
            Name = "Rules of the planning authority not met",
            Description = "The plan does not meet the rules of the planning authority.",
            Category = RiskCategory.ValidationFailure,
            Severity = RiskSeverity.Low,
            Stages = [Validation],
            // Not all of cause validation: a bug in the stage has that cause as well, and must not be passed over.
            Failures =
            [
                FailureMatch.Exception<ValidationException>(),
                FailureMatch.Exception<PermanentException>(static it => it.Cause == FailureCause.Validation),
            ],
            Mitigation = MitigationNames.LogAndContinue,
        },
        new()
        {
            Id = "MISSING_FINANCIAL_DATA",
            Name = "Financial data missing",
            Description = "The document has no tables with figures.",
            Category = RiskCategory.DataQuality,
            Severity = RiskSeverity.Medium,
            Stages = [Finance],
            Failures = [FailureMatch.Cause(FailureCause.Data)],
            Mitigation = "estimate_from_text",
        },
        new()
        {
            Id = "EMPTY_CAUSAL_GRAPH",
            Name = "Empty causal graph",
            Description = "No causes and effects were found.",
            Category = RiskCategory.ComputationError,
            Severity = RiskSeverity.High,
            Stages = [Causes],
            Mitigation = "lower_extraction_threshold",
        },
    ];
}
