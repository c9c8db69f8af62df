using DocumentPipeline.Model;

namespace DocumentPipeline.Mechanisms;

/// <summary>
/// Follows the links from first causes as far as they lead, without meeting a node twice. Where everything has a cause, as in a circle,
/// the search starts at the first node of the circle. Steps, length and number of chains are capped by <see cref="Limits"/>.
/// </summary>
internal sealed class ChainFinder
{
    private const int MinLinks = 2;

    private readonly CausalEdges _edges;
    private readonly List<Mechanism> _chains = [];
    private readonly List<int> _nodes = [];
    private readonly List<int> _links = [];
    private readonly HashSet<int> _onPath = [];
    private int _steps;
    private bool _isCutShort;

    private ChainFinder(CausalEdges edges) => _edges = edges;

    /// <summary>The chains, longest first, then most certain; and whether a cap was reached.</summary>
    public static (IReadOnlyList<Mechanism> Chains, bool IsCutShort) Find(
        CausalEdges edges, int[] groups, CancellationToken cancellationToken)
    {
        var finder = new ChainFinder(edges);
        foreach (int start in Starts(edges, groups))
        {
            cancellationToken.ThrowIfCancellationRequested();
            finder.Follow(start, link: null);
        }

        List<Mechanism> chains = finder._chains
            .OrderByDescending(static chain => chain.Links.Count)
            .ThenByDescending(static chain => chain.Confidence)
            .ThenBy(static chain => chain.Links[0])
            .Take(Limits.Chains)
            .ToList();
        return (chains, finder._isCutShort || finder._chains.Count > chains.Count);
    }

    private static IEnumerable<int> Starts(CausalEdges edges, int[] groups)
    {
        var fed = new HashSet<int>();
        foreach (CausalLink link in edges.Graph.Links)
        {
            if (groups[link.Cause] != groups[link.Effect])
            {
                fed.Add(groups[link.Effect]);
            }
        }

        var started = new HashSet<int>();
        return Enumerable.Range(0, groups.Length).Where(node => !fed.Contains(groups[node]) && started.Add(groups[node]));
    }

    // Recursion goes no deeper than a chain is long.
    private void Follow(int node, int? link)
    {
        _nodes.Add(node);
        _onPath.Add(node);
        if (link is { } index)
        {
            _links.Add(index);
        }

        bool goesOn = false;
        foreach ((int effect, int next) in _edges.From(node))
        {
            if (_onPath.Contains(effect))
            {
                continue;
            }

            if (_links.Count >= Limits.ChainLinks || _steps >= Limits.ChainSteps)
            {
                _isCutShort = true;
                break;
            }

            goesOn = true;
            _steps++;
            Follow(effect, next);
        }

        if (!goesOn && _links.Count >= MinLinks)
        {
            double confidence = _links.Aggregate(1.0, (product, i) => product * _edges.Graph.Links[i].Confidence);
            _chains.Add(new Mechanism([.. _nodes], [.. _links], Math.Round(confidence, 3)));
        }

        _nodes.RemoveAt(_nodes.Count - 1);
        _onPath.Remove(node);
        if (link is not null)
        {
            _links.RemoveAt(_links.Count - 1);
        }
    }
}
