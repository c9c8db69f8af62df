using Resilience.Hosting.Configuration.Keys;

namespace Resilience.Hosting.Configuration.Tables;

/// <summary>Keys of something that has a name of the user's own, of those of the thing itself.</summary>
internal static class NamedSettings
{
    public static KeySet<NamedSettings<T>> Keys<T>(string title, KeySet<T> keys)
        where T : new() =>
        new(title, [.. keys.All.Select(Of)])
        {
            HasSwitch = false,
        };

    private static FacetKey<NamedSettings<T>, T> Of<T>(SettingKey<T> key)
        where T : new() =>
        new(key, static (named, change) => change(named.Value));
}
