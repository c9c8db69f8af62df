using DocumentPipeline.Model;
using DocumentPipeline.Stages;

namespace DocumentPipeline.Support;

/// <summary>Contexts as far as earlier stages bring them.</summary>
internal static class Loaded
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<DocumentContext> LoadAsync(DocumentContext context) => await LoadDocument.RunAsync(context, Token);

    public static async Task<DocumentContext> ExtractAsync(DocumentContext context) =>
        await ExtractTextTables.RunAsync(await LoadAsync(context), Token);

    public static async Task<DocumentContext> AnalyzeAsync(DocumentContext context) =>
        await AnalyzeSections.RunAsync(await ExtractAsync(context), Token);

    /// <summary>Through all stages but the report.</summary>
    public static async Task<DocumentContext> FindAsync(DocumentContext context) => await FindInAsync(await AnalyzeAsync(context));

    /// <summary>Through the stages that look for findings.</summary>
    public static async Task<DocumentContext> FindInAsync(DocumentContext analyzed)
    {
        DocumentContext context = await InferMechanisms.RunAsync(await ExtractCauses.RunAsync(analyzed, Token), Token);
        context = await ValidatePlan.RunAsync(await AuditFinances.RunAsync(context, Token), Token);
        return await AnswerQuestions.RunAsync(context, Token);
    }
}
