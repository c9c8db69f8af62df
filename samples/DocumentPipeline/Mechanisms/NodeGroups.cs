namespace DocumentPipeline.Mechanisms;

/// <summary>
/// Groups of nodes that lead to each other (Tarjan's algorithm, without recursion: a long chain would overflow the stack).
/// </summary>
internal static class NodeGroups
{
    /// <summary>For each node the number of its group; a node that is in no circle is alone in its group.</summary>
    public static int[] Of(CausalEdges edges)
    {
        int count = edges.HasCause.Length;
        int[] group = new int[count];
        int[] order = new int[count];
        int[] lowest = new int[count];
        Array.Fill(group, -1);
        var open = new Stack<int>();
        var path = new Stack<(int Node, int Next)>();
        int visited = 0;
        int groups = 0;
        for (int root = 0; root < count; root++)
        {
            if (order[root] == 0)
            {
                path.Push((root, 0));
            }

            while (path.TryPop(out var step))
            {
                (int node, int next) = step;
                if (next == 0)
                {
                    order[node] = lowest[node] = ++visited;
                    open.Push(node);
                }
                else
                {
                    Merge(node, edges.From(node)[next - 1].Node);
                }

                while (next < edges.From(node).Length && order[edges.From(node)[next].Node] != 0)
                {
                    Merge(node, edges.From(node)[next].Node);
                    next++;
                }

                if (next < edges.From(node).Length)
                {
                    path.Push((node, next + 1));
                    path.Push((edges.From(node)[next].Node, 0));
                }
                else if (lowest[node] == order[node])
                {
                    Close(node);
                }
            }
        }

        return group;

        void Merge(int node, int effect)
        {
            if (group[effect] < 0)
            {
                lowest[node] = Math.Min(lowest[node], lowest[effect]);
            }
        }

        void Close(int node)
        {
            int member;
            do
            {
                member = open.Pop();
                group[member] = groups;
            }
            while (member != node);
            groups++;
        }
    }
}
