using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A key with several values: a list, or one text with commas between them.</summary>
internal sealed class ListKey<T, TValue>(string name, string help, ValueKind<TValue> kind, Action<T, IReadOnlyList<TValue>> set)
    : SettingKey<T>(name, help)
{
    public override ValueShape Value => kind.Shape;

    public override bool IsList => true;

    public override Action<T>? Read(SettingsTree node, ReadContext context)
    {
        var values = new List<TValue>();
        int errors = context.Errors.Count;
        if (node.IsLeaf && node.Value is { } text)
        {
            foreach (string item in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                Add(node.Path, item);
            if (values.Count == 0 && errors == context.Errors.Count)
                context.Error(node.Path, "is empty: name at least one, or leave it out.");
        }

        foreach (SettingsTree child in node.Children)
        {
            if (!child.IsLeaf || !int.TryParse(child.Key, out _))
                context.Error(child.Path, "must be a value of a list.");
            else if (child.Value is { } item)
                Add(child.Path, item);
        }

        return errors != context.Errors.Count || values.Count == 0 ? null : target => set(target, values);

        void Add(string path, string item)
        {
            if (kind.Parse(item, context, out TValue value) is { } error)
                context.BadValue(path, item, error);
            else
                values.Add(value);
        }
    }
}
