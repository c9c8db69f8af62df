namespace Resilience;

public sealed partial class ResiliencePipeline<T>
{
    /// <inheritdoc cref="ResiliencePipeline.Create(string, Action{StandardPipelineOptions}?)"/>
    public static ResiliencePipeline<T> Create(string name, Action<StandardPipelineOptions<T>>? configure = null) =>
        new ResiliencePipelineBuilder<T> { Name = name }.AddStandard(configure).Build();
}
