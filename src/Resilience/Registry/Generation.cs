using Resilience.Pipelines;

namespace Resilience.Registry;

/// <summary>A definition applied to an operation: makes the insides of its pipelines, which share the operation's components.</summary>
internal abstract class Generation(OperationBlueprint blueprint)
{
    public OperationDefinition Definition => blueprint.Definition;

    /// <summary>What goes when the generation does.</summary>
    public OwnedComponents Owned { get; } = new(blueprint.Definition.Owned, blueprint.Settings.TimeProvider);

    protected OperationBlueprint Blueprint => blueprint;

    /// <summary>A pipeline by which errors show at once.</summary>
    public abstract OperationHandle BuildMain();

    /// <summary>The inside of the pipeline with results of any type.</summary>
    /// <exception cref="InvalidOperationException">The definition is for another kind of pipeline.</exception>
    public virtual PipelineCore Build() => throw Unfit("results of any type");

    /// <summary>The inside of the pipeline with results of one type.</summary>
    /// <exception cref="InvalidOperationException">The definition is for another kind of pipeline.</exception>
    public virtual PipelineCore Build<T>() => throw Unfit($"results of type {typeof(T).Name}");

    /// <summary>Brings components that the generation has taken over to its numbers. Not to be called under a lock.</summary>
    public virtual void Settle()
    {
    }

    /// <summary>A builder that counts the operation's calls.</summary>
    protected TBuilder Prepare<TBuilder>(TBuilder builder)
        where TBuilder : ResiliencePipelineBuilderBase
    {
        blueprint.Settings.Prepare(builder, blueprint.Name);
        if (!Owned.IsEmpty)
            builder.Add(new() { Kind = "ownership", Create = () => new OwnershipStrategy(Owned) });
        builder.Add(new() { Kind = "metrics", Create = () => new OperationStrategy(blueprint.Metrics) });
        return builder;
    }

    private InvalidOperationException Unfit(string what) =>
        new($"Operation '{blueprint.Name}' was defined by a builder for another kind of pipeline than one for {what}.");
}
