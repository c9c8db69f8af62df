namespace DocumentPipeline.Model;

/// <summary>A chain of causes and effects that no single sentence states.</summary>
/// <param name="Nodes">Indexes of nodes from the first cause to the last effect; none occurs twice.</param>
/// <param name="Links">Indexes of the links between them, one fewer than nodes.</param>
/// <param name="Confidence">Product of the links' confidence.</param>
internal sealed record Mechanism(IReadOnlyList<int> Nodes, IReadOnlyList<int> Links, double Confidence);
