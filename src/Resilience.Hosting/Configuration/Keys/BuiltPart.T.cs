using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A part that cannot be changed once it is made: its settings are those of a draft, of which it is made anew.</summary>
internal sealed class BuiltPart<TPart, TDraft>(
    KeySet<TDraft> keys, Func<TPart?, TDraft> draft, Func<TDraft, ReadContext, TPart> build) : IPartKind<TPart>
    where TPart : class
{
    public IReadOnlyList<KeyValuePair<string, KeySet>> Sets => [new("", keys)];

    public Func<TPart?, TPart> Read(SettingsTree node, ReadContext context)
    {
        Action<TDraft> change = keys.Read(node, context, PartKey<TPart, TPart>.Enabled);
        return part =>
        {
            TDraft made = draft(part);
            change(made);
            return build(made, context);
        };
    }
}
