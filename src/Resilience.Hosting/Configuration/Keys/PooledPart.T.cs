using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A part that is the same object again as long as the same is said of it, unless it changes one that there was.</summary>
internal sealed class PooledPart<TPart>(IPartKind<TPart> kind) : IPartKind<TPart>
    where TPart : class
{
    public IReadOnlyList<KeyValuePair<string, KeySet>> Sets => kind.Sets;

    public Func<TPart?, TPart> Read(SettingsTree node, ReadContext context)
    {
        Func<TPart?, TPart> change = kind.Read(node, context);
        string words = $"{node.Path.ToUpperInvariant()}={node.Fingerprint()}";
        return part => part is null ? context.Pool.Get(words, () => change(null)) : change(part);
    }
}
