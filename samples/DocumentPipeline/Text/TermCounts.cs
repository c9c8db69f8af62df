using DocumentPipeline.Model;

namespace DocumentPipeline.Text;

/// <summary>How often each term occurs: words of at least three letters that are no stop words.</summary>
internal sealed class TermCounts
{
    private const int MinLength = 3;

    private readonly Dictionary<string, int> _counts;

    private TermCounts(Dictionary<string, int> counts) => _counts = counts;

    /// <summary>The terms and their counts.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>Number of occurrences of all terms.</summary>
    public int Total => _counts.Values.Sum();

    /// <summary>Counts the terms among these words.</summary>
    public static TermCounts Of(IEnumerable<string> words, IReadOnlySet<string> stopWords) =>
        new(words
            .Where(word => word.Length >= MinLength && !stopWords.Contains(word))
            .CountBy(static word => word)
            .ToDictionary(StringComparer.Ordinal));

    /// <summary>Adds up several counts.</summary>
    public static TermCounts Sum(IEnumerable<TermCounts> parts) =>
        new(parts
            .SelectMany(static part => part._counts)
            .AggregateBy(static pair => pair.Key, 0, static (sum, pair) => sum + pair.Value)
            .ToDictionary(StringComparer.Ordinal));

    /// <summary>The most frequent terms, ties in alphabetical order.</summary>
    public IReadOnlyList<Term> MostFrequent(int count) =>
        _counts
            .OrderByDescending(static pair => pair.Value)
            .ThenBy(static pair => pair.Key, StringComparer.Ordinal)
            .Take(count)
            .Select(static pair => new Term(pair.Key, pair.Value, Weight: 0))
            .ToList();
}
