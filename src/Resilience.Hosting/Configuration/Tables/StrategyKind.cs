using Resilience.Hosting.Configuration.Keys;
using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>A strategy that settings can add to a pipeline.</summary>
/// <param name="Keys">Its keys.</param>
/// <param name="Read">Reads its settings; returns what makes its component.</param>
/// <param name="Add">Adds the component to a builder.</param>
internal sealed record StrategyKind(
    KeySet Keys, Func<SettingsTree, ReadContext, Func<object>> Read, Action<ResiliencePipelineBuilder, object> Add)
{
    public const string Type = "Type";

    public const string Order = "Order";

    public static StrategyKind Of<TOptions, TComponent>(
        KeySet<TOptions> keys, Func<TOptions, ReadContext, TComponent> make, Action<ResiliencePipelineBuilder, TComponent> add)
        where TOptions : class, new()
        where TComponent : class =>
        new(
            keys,
            (node, context) =>
            {
                Action<TOptions> change = keys.Read(node, context, Type, Order, PartKey<TOptions, TComponent>.Enabled);
                return () =>
                {
                    var options = new TOptions();
                    change(options);
                    return make(options, context);
                };
            },
            (builder, component) => add(builder, (TComponent)component));
}
