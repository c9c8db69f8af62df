namespace DocumentPipeline.Mechanisms;

/// <summary>Finds one circle in each group of nodes that lead to each other: a shortest one through the group's first node.</summary>
internal static class CycleFinder
{
    /// <summary>The circles, by their first node.</summary>
    public static IReadOnlyList<IReadOnlyList<int>> Find(CausalEdges edges, int[] groups) =>
        [.. groups
            .Select(static (group, node) => (group, node))
            .GroupBy(static pair => pair.group)
            .Where(static members => members.Skip(1).Any())
            .Select(static members => members.Min(static pair => pair.node))
            .Order()
            .Select(first => Shortest(edges, groups, first))];

    private static List<int> Shortest(CausalEdges edges, int[] groups, int first)
    {
        var previous = new Dictionary<int, int>();
        var queue = new Queue<int>([first]);
        while (queue.TryDequeue(out int node))
        {
            foreach ((int effect, _) in edges.From(node))
            {
                if (effect == first)
                {
                    return PathTo(node);
                }

                if (groups[effect] == groups[first] && previous.TryAdd(effect, node))
                {
                    queue.Enqueue(effect);
                }
            }
        }

        throw new InvalidOperationException("A group of nodes that lead to each other has no circle.");

        List<int> PathTo(int node)
        {
            var path = new List<int> { node };
            while (node != first)
            {
                node = previous[node];
                path.Add(node);
            }

            path.Reverse();
            return path;
        }
    }
}
