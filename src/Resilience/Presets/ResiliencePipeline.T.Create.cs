namespace Resilience;

public sealed partial class ResiliencePipeline<T>
{
    /// <inheritdoc cref="ResiliencePipeline.Create(string, Action{StandardPipelineOptions}?)"/>
    public static ResiliencePipeline<T> Create(string name, Action<StandardPipelineOptions<T>>? configure = null) =>
        new ResiliencePipelineBuilder<T> { Name = name }.AddStandard(configure).Build();

    /// <inheritdoc cref="ResiliencePipeline.Create(ResiliencePreset, string, Action{StandardPipelineOptions}?)"/>
    public static ResiliencePipeline<T> Create(
        ResiliencePreset preset, string name, Action<StandardPipelineOptions<T>>? configure = null) =>
        new ResiliencePipelineBuilder<T> { Name = name }.AddStandard(preset, configure).Build();
}
