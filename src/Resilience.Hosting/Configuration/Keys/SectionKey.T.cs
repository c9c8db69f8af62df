using Resilience.Hosting.Configuration.Model;
using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A key with keys below it, whose changes are kept for whoever makes the part.</summary>
internal sealed class SectionKey<T, TPart>(string name, string help, KeySet<TPart> keys, Action<T, PartSettings<TPart>> take)
    : SettingKey<T>(name, help)
    where TPart : class
{
    public override IReadOnlyList<KeyValuePair<string, KeySet>> Below => [new("", keys)];

    public override Action<T>? Read(SettingsTree node, ReadContext context)
    {
        var settings = new PartSettings<TPart>(node);
        settings.Add(keys.Read(node, context));
        return target => take(target, settings);
    }
}
