using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A part that is always the same thing.</summary>
internal sealed class SinglePart<TPart, TOptions>(KeySet<TOptions> keys, Func<TOptions> create, bool isTyped = false) : IPartKind<TPart>
    where TPart : class
    where TOptions : class, TPart
{
    public IReadOnlyList<KeyValuePair<string, KeySet>> Sets => [new("", keys)];

    public Func<TPart?, TPart> Read(SettingsTree node, ReadContext context)
    {
        Action<TOptions> change = isTyped
            ? keys.Read(node, context, PartKey<TPart, TPart>.Enabled, TypedParts<TPart>.Type)
            : keys.Read(node, context, PartKey<TPart, TPart>.Enabled);
        return part =>
        {
            TOptions options = part as TOptions ?? create();
            change(options);
            return options;
        };
    }
}
