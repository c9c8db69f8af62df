using Resilience.Pipelines;

namespace Resilience.Registry;

/// <summary>What a user adds to a builder, for results of any type.</summary>
internal sealed class UntypedGeneration(OperationBlueprint blueprint, Action<ResiliencePipelineBuilder> build) : Generation(blueprint)
{
    public override OperationHandle BuildMain() => new UntypedHandle(Build());

    public override PipelineCore Build()
    {
        ResiliencePipelineBuilder builder = Prepare(new ResiliencePipelineBuilder());
        build(builder);
        builder.Name = Blueprint.Name;
        return builder.BuildCore();
    }
}
