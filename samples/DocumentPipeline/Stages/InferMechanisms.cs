using DocumentPipeline.Mechanisms;
using DocumentPipeline.Model;

namespace DocumentPipeline.Stages;

/// <summary>MECHANISM_INFERENCE: chains of causes and effects, and circles.</summary>
internal static class InferMechanisms
{
    /// <summary>Runs the stage.</summary>
    public static ValueTask<DocumentContext> RunAsync(DocumentContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var edges = new CausalEdges(context.RequireCauses());
        int[] groups = NodeGroups.Of(edges);
        (IReadOnlyList<Mechanism> chains, bool isCutShort) = ChainFinder.Find(edges, groups, cancellationToken);
        return ValueTask.FromResult(context with
        {
            Mechanisms = new MechanismAnalysis(chains, CycleFinder.Find(edges, groups), isCutShort),
        });
    }
}
