using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A key with one value.</summary>
internal sealed class ScalarKey<T, TValue>(string name, string help, ValueKind<TValue> kind, Action<T, TValue> set, Action<T>? clear = null)
    : SettingKey<T>(name, help)
{
    private const string None = "none";

    public override ValueShape Value => kind.Shape;

    public override bool IsOptional => clear is not null;

    public override string Default => DefaultText;

    public string DefaultText { get; init; } = "";

    public override Action<T>? Read(SettingsTree node, ReadContext context)
    {
        if (!node.IsLeaf)
        {
            context.Error(node.Path, $"is a {kind.Shape.Kind}, but there are names below it: {node.Children.First().Key}, for one.");
            return null;
        }

        if (node.Value is not { } text)
            return null;
        if (clear is not null && string.Equals(text.Trim(), None, StringComparison.OrdinalIgnoreCase))
            return clear;
        if (kind.Parse(text, context, out TValue value) is { } error)
        {
            context.BadValue(node.Path, text, error);
            return null;
        }

        return target => set(target, value);
    }
}
