using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A key with keys below it: those of a part, which can be left out.</summary>
/// <param name="name">The name.</param>
/// <param name="help">What the part is.</param>
/// <param name="part">What it may be.</param>
/// <param name="get">The part that there is.</param>
/// <param name="set">Takes the part, or null if it is to be left out.</param>
internal sealed class PartKey<T, TPart>(
    string name, string help, IPartKind<TPart> part, Func<T, TPart?> get, Action<T, TPart?> set)
    : SettingKey<T>(name, help)
    where TPart : class
{
    public const string Enabled = "Enabled";

    public override bool IsPart => true;

    public override IReadOnlyList<KeyValuePair<string, KeySet>> Below => part.Sets;

    public override Action<T>? Read(SettingsTree node, ReadContext context)
    {
        bool isEnabled = true;
        if (node.Find(Enabled) is { Value: { } text } flag
            && new FlagKind().Parse(text, context, out isEnabled) is { } error)
            context.BadValue(flag.Path, text, error);
        Func<TPart?, TPart> change = part.Read(node, context);
        return isEnabled ? target => set(target, change(get(target))) : target => set(target, null);
    }
}
