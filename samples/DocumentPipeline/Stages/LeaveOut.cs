using DocumentPipeline.Model;

namespace DocumentPipeline.Stages;

/// <summary>Stands in for a stage that the report can do without.</summary>
internal static class LeaveOut
{
    /// <summary>Leaves the stage's part empty; the report says so.</summary>
    public static ValueTask<DocumentContext> StageAsync(DocumentContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(context);

    /// <summary>Leaves CAUSAL_EXTRACTION out: the stages behind it see a graph without anything.</summary>
    public static ValueTask<DocumentContext> CausesAsync(DocumentContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(context with { Causes = CausalGraph.Empty() });
}
