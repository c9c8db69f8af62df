using DocumentPipeline.Model;

namespace DocumentPipeline.Mechanisms;

/// <summary>The graph as a search needs it: for each node the nodes it leads to, each by its most certain link.</summary>
internal sealed class CausalEdges
{
    private readonly (int Node, int Link)[][] _next;

    public CausalEdges(CausalGraph graph)
    {
        Graph = graph;
        _next = new (int, int)[graph.Nodes.Count][];
        Array.Fill(_next, []);
        HasCause = new bool[graph.Nodes.Count];
        foreach (var group in graph.Links.Index().GroupBy(static link => link.Item.Cause))
        {
            _next[group.Key] = group
                .GroupBy(static link => link.Item.Effect)
                .Select(static links => links.MaxBy(static link => link.Item.Confidence))
                .OrderByDescending(static link => link.Item.Confidence)
                .ThenBy(static link => link.Item.Effect)
                .Select(static link => (link.Item.Effect, link.Index))
                .ToArray();
        }

        foreach (CausalLink link in graph.Links)
        {
            HasCause[link.Effect] = true;
        }
    }

    /// <summary>The graph.</summary>
    public CausalGraph Graph { get; }

    /// <summary>For each node whether something leads to it.</summary>
    public bool[] HasCause { get; }

    /// <summary>Where a node leads to, most certain first.</summary>
    public ReadOnlySpan<(int Node, int Link)> From(int node) => _next[node];
}
