using DocumentPipeline.Model;
using DocumentPipeline.Running;

namespace DocumentPipeline.Stages;

/// <summary>The stages, in order.</summary>
internal static class StageCatalog
{
    /// <summary>Creates them for runs whose records are read here.</summary>
    public static IReadOnlyList<StageDefinition> Create(RunRecords records) =>
    [
        // Nothing can stand in for the document itself.
        new(StageNames.LoadDocument, Simple(LoadDocument.RunAsync)),
        new(
            StageNames.ExtractTextTables,
            static (stage, context, token) => ExtractTextTables.RunAsync(context, done => stage.ReportProgress(done), token),
            new StageFallback("plain text without layout and tables", ExtractPlainText.RunAsync)),
        new(
            StageNames.SemanticAnalysis,
            Simple(AnalyzeSections.RunAsync),
            new StageFallback("term counts of the whole document", AnalyzeWholeDocument.RunAsync)),
        new(
            StageNames.CausalExtraction,
            Simple(ExtractCauses.RunAsync),
            new StageFallback("no causes", LeaveOut.CausesAsync)),
        new(
            StageNames.MechanismInference,
            Simple(InferMechanisms.RunAsync),
            new StageFallback("left out", LeaveOut.StageAsync)),
        new(
            StageNames.FinancialAudit,
            Simple(AuditFinances.RunAsync),
            new StageFallback("estimate from the text", EstimateFinances.RunAsync)),
        new(
            StageNames.DnpValidation,
            Simple(ValidatePlan.RunAsync),
            new StageFallback("left out", LeaveOut.StageAsync)),
        new(
            StageNames.QuestionAnswering,
            Simple(AnswerQuestions.RunAsync),
            new StageFallback("left out", LeaveOut.StageAsync)),
        new(
            StageNames.ReportGeneration,
            new GenerateReport(records).RunAsync,
            new StageFallback("minimal report", WriteMinimalReport.RunAsync)),
    ];

    /// <summary>What stands in for each stage.</summary>
    public static IReadOnlyDictionary<string, StageFallback> FallbacksOf(IEnumerable<StageDefinition> stages) => stages
        .Where(static stage => stage.Fallback is not null)
        .ToDictionary(static stage => stage.Name, static stage => stage.Fallback!, StringComparer.Ordinal);

    // Most stages need the context and nothing else.
    private static Stage Simple(Func<DocumentContext, CancellationToken, ValueTask<DocumentContext>> work) =>
        (_, context, cancellationToken) => work(context, cancellationToken);
}
