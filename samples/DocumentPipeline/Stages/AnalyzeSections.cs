using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Stages;

/// <summary>SEMANTIC_ANALYSIS: which terms each section is about.</summary>
internal static class AnalyzeSections
{
    private const int TopTermsPerSection = 6;

    /// <summary>Runs the stage.</summary>
    public static ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        IReadOnlyList<Section> sections = Sections.Of(context.RequireContent().Lines);
        List<List<string>> words = [];
        foreach (Section section in sections)
        {
            cancellationToken.ThrowIfCancellationRequested();
            words.Add([.. section.Level > 0 ? Words.Of(section.Heading) : [], .. Words.Of(section.Text)]);
        }

        Language language = LanguageGuess.Of(words.SelectMany(static list => list));
        List<TermCounts> counts = words.ConvertAll(list => TermCounts.Of(list, language));
        InverseFrequencies frequencies = InverseFrequencies.Of(counts);
        List<SectionTerms> terms = sections
            .Select((section, i) => new SectionTerms(
                section.Heading, section.Level, section.Page, words[i].Count, frequencies.Top(counts[i], TopTermsPerSection)))
            .ToList();

        return ValueTask.FromResult(context with
        {
            Analysis = new TermAnalysis(
                language,
                words.Sum(static list => list.Count),
                terms,
                TermCounts.Sum(counts).MostFrequent(AnalyzeWholeDocument.TopTerms)),
        });
    }
}
