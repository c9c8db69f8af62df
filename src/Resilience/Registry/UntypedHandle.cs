using Resilience.Pipelines;

namespace Resilience.Registry;

/// <summary>The pipeline of an operation for results of any type.</summary>
internal sealed class UntypedHandle(PipelineCore core) : OperationHandle
{
    public ResiliencePipeline Pipeline { get; } = new(core);

    public override Type Key => typeof(void);

    public override PipelineCore Core
    {
        get => Pipeline.Core;
        set => Pipeline.Core = value;
    }

    public override PipelineCore Build(Generation generation) => generation.Build();
}
