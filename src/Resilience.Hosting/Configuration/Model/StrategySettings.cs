namespace Resilience.Hosting.Configuration.Model;

/// <summary>One strategy of a pipeline.</summary>
/// <param name="Key">What makes it this very strategy with these very settings.</param>
/// <param name="Order">Its place: those with less stand outside.</param>
/// <param name="Name">Its name among the pipeline's strategies.</param>
/// <param name="Make">Makes the component that it is.</param>
/// <param name="Add">Adds the component to a builder.</param>
internal sealed record StrategySettings(
    string Key, int Order, string Name, Func<object> Make, Action<ResiliencePipelineBuilder, object> Add)
{
    public void AddTo(ResiliencePipelineBuilder builder, ComponentPool pool) => Add(builder, pool.Get(Key, Make));
}
