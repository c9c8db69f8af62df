using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A part that is one of several things, as its type says; the first one if nothing is said.</summary>
internal sealed class TypedParts<TPart>(params KeyValuePair<string, IPartKind<TPart>>[] kinds) : IPartKind<TPart>
{
    public const string Type = "Type";

    public IReadOnlyList<KeyValuePair<string, KeySet>> Sets =>
        [.. kinds.Select(static kind => new KeyValuePair<string, KeySet>(kind.Key, kind.Value.Sets[0].Value))];

    public Func<TPart?, TPart> Read(SettingsTree node, ReadContext context)
    {
        IPartKind<TPart> kind = kinds[0].Value;
        if (node.Find(Type) is { Value: { } text } type
            && new NameKind<IPartKind<TPart>>(kinds).Parse(text, context, out kind) is { } error)
        {
            context.BadValue(type.Path, text, error);
            return static part => part!;
        }

        return kind.Read(node, context);
    }
}
