using DocumentPipeline.Model;

namespace DocumentPipeline.Reporting;

/// <summary>The part of the report that lists causes and effects.</summary>
internal static class CausesSection
{
    private const int MaxLinks = 60;

    /// <summary>The links of the graph, as far as there is room.</summary>
    public static IEnumerable<ReportBlock> Of(CausalGraph? graph)
    {
        yield return new HeadingBlock(2, "Causes and effects");
        if (graph is null)
        {
            yield return new TextBlock("They were left out.");
            yield break;
        }

        yield return new TextBlock(
            $"{Numbers.Count(graph.Links.Count, "link")} between {Numbers.Of(graph.Nodes.Count)} causes and effects in "
            + $"{Numbers.Count(graph.SentenceCount, "sentence")}; {Numbers.Of(graph.BelowThreshold)} more below the threshold of "
            + "confidence. "
            + "Found by words such as \"because of\": it is what the document says, and no proof.");
        if (graph.Links.Count > 0)
        {
            yield return new TableBlock(
                ["Cause", "Effect", "Cue", "Confidence", "Page", "Sentence"],
                [.. graph.Links.Take(MaxLinks).Select(link => (string[])
                [
                    graph.Nodes[link.Cause].Label,
                    graph.Nodes[link.Effect].Label,
                    link.Cue,
                    Numbers.Share(link.Confidence),
                    Numbers.Of(link.Page),
                    link.Sentence,
                ])]);
        }

        if (graph.Links.Count > MaxLinks || graph.IsCutShort)
        {
            yield return new TextBlock($"The first {MaxLinks} are shown.");
        }
    }
}
