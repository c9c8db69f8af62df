using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A key of something that something else collects the changes of.</summary>
internal sealed class FacetKey<T, TFacet>(SettingKey<TFacet> key, Action<T, Action<TFacet>> collect) : SettingKey<T>(key.Name, key.Help)
{
    public override ValueShape? Value => key.Value;

    public override bool IsList => key.IsList;

    public override bool IsOptional => key.IsOptional;

    public override bool IsPart => key.IsPart;

    public override string Default => key.Default;

    public override IReadOnlyList<KeyValuePair<string, KeySet>> Below => key.Below;

    public override Action<T>? Read(SettingsTree node, ReadContext context) =>
        key.Read(node, context) is { } change ? target => collect(target, change) : null;
}
