namespace Resilience;

public sealed partial class ResiliencePipeline
{
    /// <summary>
    /// Makes a standard pipeline: a timeout of 30 s around one call and two retries with a circuit breaker, 100 permits and a timeout of
    /// 10 s for each attempt, unless <paramref name="configure"/> says otherwise. For another clock, a log or listeners, use
    /// <see cref="StandardPipelineExtensions.AddStandard(ResiliencePipelineBuilder, Action{StandardPipelineOptions}?)"/> on a builder.
    /// </summary>
    /// <param name="name">The name of the pipeline in messages, events and metrics.</param>
    /// <param name="configure">Changes the parts, or leaves some out by setting them to null. By default they are as they come.</param>
    /// <exception cref="InvalidPipelineException">The name is empty, or options are out of range; the exception lists all of
    /// them.</exception>
    public static ResiliencePipeline Create(string name, Action<StandardPipelineOptions>? configure = null) =>
        new ResiliencePipelineBuilder { Name = name }.AddStandard(configure).Build();

    /// <summary>Makes a standard pipeline with the numbers of a preset, and a retry budget.</summary>
    /// <param name="preset">The preset; see <c>docs/presets.md</c>.</param>
    /// <param name="name">The name of the pipeline in messages, events and metrics.</param>
    /// <param name="configure">Changes what the preset says. By default nothing is changed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="preset"/> is null.</exception>
    /// <exception cref="InvalidPipelineException">The name is empty, or options are out of range; the exception lists all of
    /// them.</exception>
    public static ResiliencePipeline Create(
        ResiliencePreset preset, string name, Action<StandardPipelineOptions>? configure = null) =>
        new ResiliencePipelineBuilder { Name = name }.AddStandard(preset, configure).Build();
}
