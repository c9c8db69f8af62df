using Resilience.Pipelines;

namespace Resilience.Registry;

/// <summary>What a user adds to a builder, for results of one type.</summary>
internal sealed class TypedGeneration<TResult>(OperationBlueprint blueprint, Action<ResiliencePipelineBuilder<TResult>> build)
    : Generation(blueprint)
{
    public override OperationHandle BuildMain() => new TypedHandle<TResult>(Build<TResult>());

    public override PipelineCore Build<T>()
    {
        if (typeof(T) != typeof(TResult))
            return base.Build<T>();
        ResiliencePipelineBuilder<TResult> builder = Prepare(new ResiliencePipelineBuilder<TResult>());
        build(builder);
        builder.Name = Blueprint.Name;
        return builder.BuildCore();
    }
}
