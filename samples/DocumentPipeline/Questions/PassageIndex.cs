using DocumentPipeline.Text;

namespace DocumentPipeline.Questions;

/// <summary>
/// Finds passages by their words, ranked by BM25 (k₁ = 1.2, b = 0.75): a passage ranks high when it has the question's rare words, often
/// for its length. The heading above a passage is part of it.
/// </summary>
internal sealed class PassageIndex
{
    private const double K = 1.2;
    private const double B = 0.75;

    private readonly IReadOnlySet<string> _stopWords;
    private readonly List<Passage> _passages = [];
    private readonly List<int> _lengths = [];
    private readonly Dictionary<string, List<(int Passage, int Count)>> _postings = new(StringComparer.Ordinal);
    private double _averageLength;

    public PassageIndex(IReadOnlySet<string> stopWords) => _stopWords = stopWords;

    /// <summary>Adds a passage.</summary>
    public void Add(Passage passage)
    {
        List<string> terms = [.. TermsOf(passage.Heading), .. passage.Sentences.SelectMany(sentence => TermsOf(sentence.Text))];
        foreach ((string term, int count) in terms.CountBy(static term => term))
        {
            if (!_postings.TryGetValue(term, out List<(int, int)>? postings))
            {
                _postings.Add(term, postings = []);
            }

            postings.Add((_passages.Count, count));
        }

        _averageLength += (terms.Count - _averageLength) / (_passages.Count + 1);
        _passages.Add(passage);
        _lengths.Add(terms.Count);
    }

    /// <summary>Stems of the words and numbers of a text that are no stop words.</summary>
    public IEnumerable<string> TermsOf(string text) =>
        Tokens.Of(text)
            .Where(token => !_stopWords.Contains(token.Text) && (token.Text.Length > 1 || char.IsDigit(token.Text[0])))
            .Select(static token => Stem.Of(token.Text));

    /// <summary>How rare a term is: ln(1 + (N − n + 0.5) / (n + 0.5)); highest for one that occurs nowhere.</summary>
    public double Rarity(string term)
    {
        int with = _postings.TryGetValue(term, out List<(int, int)>? postings) ? postings.Count : 0;
        return Math.Log(1 + ((_passages.Count - with + 0.5) / (with + 0.5)));
    }

    /// <summary>The best passages, best first, ties in the order of the document.</summary>
    public IReadOnlyList<Passage> Search(IReadOnlyCollection<string> terms, int count)
    {
        var scores = new Dictionary<int, double>();
        foreach (string term in terms)
        {
            double rarity = Rarity(term);
            foreach ((int passage, int occurrences) in _postings.GetValueOrDefault(term) ?? [])
            {
                double length = 1 - B + (B * _lengths[passage] / Math.Max(_averageLength, 1));
                double score = rarity * occurrences * (K + 1) / (occurrences + (K * length));
                scores[passage] = scores.GetValueOrDefault(passage) + score;
            }
        }

        return [.. scores
            .OrderByDescending(static pair => pair.Value)
            .ThenBy(static pair => pair.Key)
            .Take(count)
            .Select(pair => _passages[pair.Key])];
    }
}
