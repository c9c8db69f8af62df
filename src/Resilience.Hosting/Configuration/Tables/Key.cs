using Resilience.Hosting.Configuration.Keys;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>Short ways to make keys. Their defaults are what a new object says.</summary>
internal static class Key
{
    public static SettingKey<T> Of<T, TValue>(
        string name, ValueKind<TValue> kind, Func<T, TValue> get, Action<T, TValue> set, string help)
        where T : new() =>
        new ScalarKey<T, TValue>(name, help, kind, set) { DefaultText = kind.Format(get(new T())) };

    /// <summary>A key that "none" is a value of, too.</summary>
    public static SettingKey<T> Optional<T, TValue>(
        string name, ValueKind<TValue> kind, Func<T, TValue?> get, Action<T, TValue?> set, string help)
        where T : new()
        where TValue : struct =>
        new ScalarKey<T, TValue>(name, help, kind, (target, value) => set(target, value), target => set(target, null))
        {
            DefaultText = kind.Format(get(new T())),
        };

    public static SettingKey<T> List<T, TValue>(string name, ValueKind<TValue> kind, Action<T, IReadOnlyList<TValue>> set, string help) =>
        new ListKey<T, TValue>(name, help, kind, set);

    /// <summary>A part with settings of its own.</summary>
    public static SettingKey<T> Part<T, TPart>(
        string name, KeySet<TPart> keys, Func<T, TPart?> get, Action<T, TPart?> set, string help)
        where TPart : class, new() =>
        new PartKey<T, TPart>(name, help, new SinglePart<TPart, TPart>(keys, static () => new()), get, set);

    /// <summary>A filter of failures.</summary>
    public static SettingKey<T> Filter<T>(string name, Func<T, FailureFilter> get, Action<T, FailureFilter> set, string help) =>
        new PartKey<T, FailureFilter>(name, help, FilterKeys.Part, get, (target, filter) => set(target, filter ?? FailureFilter.None));
}
