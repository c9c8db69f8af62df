namespace DocumentPipeline.Model;

/// <summary>Term statistics of a document.</summary>
/// <param name="Language">Language whose stop words were left out.</param>
/// <param name="WordCount">Number of words, stop words included, tables excluded.</param>
/// <param name="Sections">Statistics per section; empty when only the whole document was counted.</param>
/// <param name="TopTerms">The document's most frequent terms.</param>
internal sealed record TermAnalysis(
    Language Language,
    int WordCount,
    IReadOnlyList<SectionTerms> Sections,
    IReadOnlyList<Term> TopTerms);
