using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that lists chains of causes.</summary>
internal static class MechanismsSection
{
    private const int MaxChains = 20;

    /// <summary>The chains and circles.</summary>
    public static IEnumerable<ReportBlock> Of(CausalGraph? graph, MechanismAnalysis? analysis)
    {
        yield return new HeadingBlock(2, "Mechanisms");
        if (graph is null || analysis is null)
        {
            yield return new TextBlock("They were left out.");
            yield break;
        }

        yield return new TextBlock(
            $"{Numbers.Count(analysis.Mechanisms.Count, "chain")} of two or more links"
            + (analysis.IsCutShort ? ", and more that were not followed" : "")
            + $"; {Numbers.Count(analysis.Cycles.Count, "circle")}.");
        if (analysis.Mechanisms.Count > 0)
        {
            yield return new TableBlock(
                ["Chain", "Confidence", "Pages"],
                [.. analysis.Mechanisms.Take(MaxChains).Select(chain => (string[])
                [
                    Names(graph, chain.Nodes),
                    Numbers.Share(chain.Confidence),
                    string.Join(", ", chain.Links.Select(link => Numbers.Of(graph.Links[link].Page)).Distinct()),
                ])]);
        }

        foreach (IReadOnlyList<int> cycle in analysis.Cycles.Take(MaxChains))
        {
            yield return new TextBlock($"In a circle: {Names(graph, [.. cycle, cycle[0]])}");
        }
    }

    private static string Names(CausalGraph graph, IReadOnlyList<int> nodes) =>
        string.Join(" → ", nodes.Select(node => graph.Nodes[node].Label));
}
