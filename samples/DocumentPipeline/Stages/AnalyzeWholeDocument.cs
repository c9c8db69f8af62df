using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Stages;

/// <summary>Stands in for SEMANTIC_ANALYSIS: term counts of the whole document, without sections.</summary>
internal static class AnalyzeWholeDocument
{
    /// <summary>How many terms are kept for the whole document.</summary>
    public const int TopTerms = 12;

    /// <summary>Runs it.</summary>
    /// <exception cref="ModelMissingException">A language model is missing.</exception>
    public static async ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        LanguageModels models = await LanguageModelStore.LoadAsync(context, cancellationToken);
        List<string> words = [.. Words.Of(Paragraph.Join(context.LinesInScope().Select(static line => line.Text)))];
        Language language = LanguageGuess.Of(words, models, context.Settings.MinLanguageWords);
        TermCounts counts = TermCounts.Of(words, models.StopWords(language));
        return context with { Analysis = new TermAnalysis(language, words.Count, [], counts.MostFrequent(TopTerms)) };
    }
}
