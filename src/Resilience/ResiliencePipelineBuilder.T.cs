using Resilience.Pipelines;

namespace Resilience;

/// <summary>
/// Builds a pipeline for calls with results of one type, which are judged as exceptions are. The first strategy added is the outermost.
/// </summary>
/// <typeparam name="T">The type of the results.</typeparam>
public sealed class ResiliencePipelineBuilder<T> : ResiliencePipelineBuilderBase
{
    /// <summary>
    /// Judges results, once for all strategies, as <see cref="ResiliencePipelineBuilderBase.Classifier"/> judges exceptions: returns what
    /// kind of failure a result is, or null for a good one. A result that no strategy acts on reaches the caller as it is. By default
    /// every result is good.
    /// </summary>
    public Func<T, Failure?>? ClassifyResult { get; set; }

    /// <summary>Builds a pipeline.</summary>
    /// <exception cref="InvalidPipelineException">
    /// Options are out of range, or there are hazards and they are errors; the exception lists all of them.
    /// </exception>
    public ResiliencePipeline<T> Build() => new(BuildCore());

    internal PipelineCore BuildCore() => PipelineAssembly.Assemble(this, ClassifyResult);
}
