using DocumentPipeline.Running;

namespace DocumentPipeline.Stages;

/// <summary>The stages of a run, in order.</summary>
internal static class StageCatalog
{
    /// <summary>Creates them for a run whose report quotes this protocol.</summary>
    public static IReadOnlyList<StageDefinition> Create(RunProtocol protocol, TimeProvider timeProvider) =>
    [
        // Nothing can stand in for the document itself.
        new(StageNames.LoadDocument, LoadDocument.RunAsync),
        new(
            StageNames.ExtractTextTables,
            ExtractTextTables.RunAsync,
            new StageFallback("plain text without layout and tables", ExtractPlainText.RunAsync)),
        new(
            StageNames.SemanticAnalysis,
            AnalyzeSections.RunAsync,
            new StageFallback("term counts of the whole document", AnalyzeWholeDocument.RunAsync)),
        new(
            StageNames.CausalExtraction,
            ExtractCauses.RunAsync,
            new StageFallback("no causes", LeaveOut.CausesAsync)),
        new(
            StageNames.MechanismInference,
            InferMechanisms.RunAsync,
            new StageFallback("left out", LeaveOut.StageAsync)),
        new(
            StageNames.FinancialAudit,
            AuditFinances.RunAsync,
            new StageFallback("estimate from the text", EstimateFinances.RunAsync)),
        new(
            StageNames.DnpValidation,
            ValidatePlan.RunAsync,
            new StageFallback("left out", LeaveOut.StageAsync)),
        new(
            StageNames.QuestionAnswering,
            AnswerQuestions.RunAsync,
            new StageFallback("left out", LeaveOut.StageAsync)),
        new(
            StageNames.ReportGeneration,
            new GenerateReport(protocol, timeProvider).RunAsync,
            new StageFallback("minimal report", WriteMinimalReport.RunAsync)),
    ];
}
