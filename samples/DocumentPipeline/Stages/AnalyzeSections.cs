using System.Collections.Frozen;
using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Stages;

/// <summary>SEMANTIC_ANALYSIS: which terms each section is about.</summary>
internal static class AnalyzeSections
{
    private const int TopTermsPerSection = 6;

    /// <summary>Runs the stage.</summary>
    /// <exception cref="ModelMissingException">A language model is missing.</exception>
    /// <exception cref="InsufficientTextException">Findings are required and there is too little text.</exception>
    public static async ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Section> sections = Sections.Of(context.LinesInScope());
        LanguageModels models = await LanguageModelStore.LoadAsync(context, cancellationToken);
        Language language = LanguageGuess.Of(sections.SelectMany(WordsOf), models, context.Settings.MinLanguageWords);
        FrozenSet<string> stopWords = models.StopWords(language);

        var wordCounts = new List<int>();
        var counts = new List<TermCounts>();
        foreach (Section section in sections)
        {
            cancellationToken.ThrowIfCancellationRequested();
            List<string> words = [.. WordsOf(section)];
            wordCounts.Add(words.Count);
            counts.Add(TermCounts.Of(words, stopWords));
        }

        TextCheck.Require(context, wordCounts.Sum());
        InverseFrequencies frequencies = InverseFrequencies.Of(counts);
        List<SectionTerms> terms = sections
            .Select((section, i) => new SectionTerms(
                section.Heading, section.Level, section.Page, wordCounts[i], frequencies.Top(counts[i], TopTermsPerSection)))
            .ToList();

        return context with
        {
            Analysis = new TermAnalysis(
                language,
                wordCounts.Sum(),
                terms,
                TermCounts.Sum(counts).MostFrequent(AnalyzeWholeDocument.TopTerms)),
        };
    }

    private static IEnumerable<string> WordsOf(Section section) =>
        section.Level > 0 ? Words.Of(section.Heading).Concat(Words.Of(section.Text)) : Words.Of(section.Text);
}
