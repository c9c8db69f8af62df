using DocumentPipeline.Model;
using DocumentPipeline.Text;

namespace DocumentPipeline.Causes;

/// <summary>
/// Collects matches into a graph. Phrases that share most of their words are one node: "gravel roads" and "the closed gravel roads", but
/// not "water" and "water charges".
/// </summary>
internal sealed class CausalGraphBuilder
{
    // Share of all words of both that they have in common.
    private const double MinSimilarity = 0.6;

    private readonly double _threshold;
    private readonly List<(Phrase Phrase, int Mentions)> _nodes = [];
    private readonly List<CausalLink> _links = [];
    private readonly HashSet<(int Cause, int Effect, string Sentence)> _known = [];
    private readonly Dictionary<string, List<int>> _nodesByStem = new(StringComparer.Ordinal);
    private int _belowThreshold;
    private bool _isCutShort;

    public CausalGraphBuilder(double threshold) => _threshold = threshold;

    /// <summary>Whether there is no room for more.</summary>
    public bool IsFull => _links.Count >= Limits.CausalLinks;

    /// <summary>Adds what a sentence says.</summary>
    public void Add(CauseMatch match, Sentence sentence)
    {
        if (match.Confidence < _threshold)
        {
            _belowThreshold++;
            return;
        }

        if (IsFull)
        {
            _isCutShort = true;
            return;
        }

        int cause = Find(match.Cause) ?? -1;
        int effect = Find(match.Effect) ?? -1;
        if (cause >= 0 ? cause == effect : effect < 0 && Similarity(match.Cause, match.Effect) >= MinSimilarity)
        {
            return;
        }

        cause = cause >= 0 ? cause : AddNode(match.Cause);
        effect = effect >= 0 ? effect : AddNode(match.Effect);
        if (_known.Add((cause, effect, sentence.Text)))
        {
            Mention(cause);
            Mention(effect);
            _links.Add(new CausalLink(cause, effect, match.Cue, match.Confidence, sentence.Page, sentence.Text));
        }
    }

    /// <summary>The graph.</summary>
    public CausalGraph Build(int sentenceCount) => new(
        _nodes.ConvertAll(static node => new CausalNode(node.Phrase.Text, node.Mentions)),
        [.. _links],
        sentenceCount,
        _belowThreshold,
        _isCutShort);

    private void Mention(int node) => _nodes[node] = (_nodes[node].Phrase, _nodes[node].Mentions + 1);

    private int AddNode(Phrase phrase)
    {
        _nodes.Add((phrase, 0));
        foreach (string stem in phrase.Stems)
        {
            if (!_nodesByStem.TryGetValue(stem, out List<int>? nodes))
            {
                _nodesByStem.Add(stem, nodes = []);
            }

            nodes.Add(_nodes.Count - 1);
        }

        return _nodes.Count - 1;
    }

    // The most similar node, of equals the first one. Only so many are looked at, those of rare words first.
    private int? Find(Phrase phrase)
    {
        int? best = null;
        double bestSimilarity = 0;
        IEnumerable<int> candidates = phrase.Stems
            .Select(stem => _nodesByStem.GetValueOrDefault(stem))
            .Where(static nodes => nodes is not null)
            .OrderBy(static nodes => nodes!.Count)
            .SelectMany(static nodes => nodes!)
            .Distinct()
            .Take(Limits.NodeCandidates);
        foreach (int node in candidates)
        {
            double similarity = Similarity(_nodes[node].Phrase, phrase);
            if (similarity >= MinSimilarity && (similarity > bestSimilarity || (similarity == bestSimilarity && node < best)))
            {
                best = node;
                bestSimilarity = similarity;
            }
        }

        return best;
    }

    private static double Similarity(Phrase a, Phrase b)
    {
        int common = a.Stems.Count(b.Stems.Contains);
        return (double)common / (a.Stems.Count + b.Stems.Count - common);
    }
}
