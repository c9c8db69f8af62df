using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Stages;

/// <summary>Fallback of SEMANTIC_ANALYSIS: term counts of the whole document, without sections.</summary>
internal static class AnalyzeWholeDocument
{
    /// <summary>How many terms are kept for the whole document.</summary>
    public const int TopTerms = 12;

    /// <summary>Runs the fallback.</summary>
    public static ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        List<string> words = [.. Words.Of(Paragraph.Join(context.RequireContent().Lines.Select(static line => line.Text)))];
        Language language = LanguageGuess.Of(words);
        return ValueTask.FromResult(context with
        {
            Analysis = new TermAnalysis(language, words.Count, [], TermCounts.Of(words, language).MostFrequent(TopTerms)),
        });
    }
}
