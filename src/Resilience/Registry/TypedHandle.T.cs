using Resilience.Pipelines;

namespace Resilience.Registry;

/// <summary>The pipeline of an operation for results of one type.</summary>
internal sealed class TypedHandle<T>(PipelineCore core) : OperationHandle
{
    public ResiliencePipeline<T> Pipeline { get; } = new(core);

    public override Type Key => typeof(T);

    public override PipelineCore Core
    {
        get => Pipeline.Core;
        set => Pipeline.Core = value;
    }

    public override PipelineCore Build(Generation generation) => generation.Build<T>();
}
