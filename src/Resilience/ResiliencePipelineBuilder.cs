using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// Builds a pipeline for calls of any result type. The first strategy added is the outermost; what <c>Build</c> returns prints the order.
/// A builder may build several pipelines; each gets strategies of its own.
/// </summary>
public sealed class ResiliencePipelineBuilder : ResiliencePipelineBuilderBase
{
    /// <summary>Builds a pipeline.</summary>
    /// <exception cref="InvalidPipelineException">
    /// Options are out of range, or there are hazards and they are errors; the exception lists all of them.
    /// </exception>
    public ResiliencePipeline Build() => new(BuildCore());

    internal PipelineCore BuildCore() => PipelineAssembly.Assemble<Unit>(this, null);
}
