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
}
