namespace DocumentPipeline.Model;

/// <summary>What leads to what, according to the document.</summary>
/// <param name="Nodes">Causes and effects in the order in which they occur.</param>
/// <param name="Links">Links in the order of their sentences; none from a node to itself.</param>
/// <param name="SentenceCount">How many sentences were read.</param>
/// <param name="BelowThreshold">How many further links were too weak.</param>
/// <param name="IsCutShort">Whether a cap of <see cref="Limits"/> was reached.</param>
internal sealed record CausalGraph(
    IReadOnlyList<CausalNode> Nodes,
    IReadOnlyList<CausalLink> Links,
    int SentenceCount,
    int BelowThreshold,
    bool IsCutShort)
{
    /// <summary>A graph without anything.</summary>
    public static CausalGraph Empty() => new([], [], 0, 0, IsCutShort: false);
}
