namespace DocumentPipeline.Model;

/// <summary>Chains and circles in the causal graph.</summary>
/// <param name="Mechanisms">Chains of at least two links, longest and most certain first.</param>
/// <param name="Cycles">Circles: nodes in order, the first one not repeated; one for each group of nodes that lead to each other.</param>
/// <param name="IsCutShort">Whether a cap of <see cref="Limits"/> was reached.</param>
internal sealed record MechanismAnalysis(
    IReadOnlyList<Mechanism> Mechanisms,
    IReadOnlyList<IReadOnlyList<int>> Cycles,
    bool IsCutShort);
