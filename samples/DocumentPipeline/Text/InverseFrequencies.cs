using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>
/// The idf of tf-idf: in how few of the sections a term occurs. idf = ln((1 + sections) / (1 + sections with the term)) + 1; the
/// added ones keep a term that is everywhere above zero, so that a document of one section still has a ranking.
/// </summary>
internal sealed class InverseFrequencies
{
    private readonly int _sections;
    private readonly Dictionary<string, int> _sectionsWithTerm;

    private InverseFrequencies(int sections, Dictionary<string, int> sectionsWithTerm)
    {
        _sections = sections;
        _sectionsWithTerm = sectionsWithTerm;
    }

    /// <summary>Looks at all sections.</summary>
    public static InverseFrequencies Of(IReadOnlyCollection<TermCounts> sections) =>
        new(
            sections.Count,
            sections.SelectMany(static section => section.Counts.Keys).CountBy(static term => term).ToDictionary(StringComparer.Ordinal));

    /// <summary>The terms of a section with the highest weight: share of the section's terms × idf.</summary>
    public IReadOnlyList<Term> Top(TermCounts section, int count)
    {
        int total = section.Total;
        return section.Counts
            .Select(pair => new Term(pair.Key, pair.Value, (double)pair.Value / total * Idf(pair.Key)))
            .OrderByDescending(static term => term.Weight)
            .ThenByDescending(static term => term.Count)
            .ThenBy(static term => term.Text, StringComparer.Ordinal)
            .Take(count)
            .ToList();
    }

    private double Idf(string term) => Math.Log((1.0 + _sections) / (1.0 + _sectionsWithTerm.GetValueOrDefault(term))) + 1;
}
