using Resilience.Hosting.Configuration.Trees;
using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A name that settings of something may have.</summary>
internal abstract class SettingKey<T>(string name, string help) : SettingKey(name, help)
{
    /// <summary>Reads what is said under the name.</summary>
    /// <returns>What brings an object to it; null if there is nothing to do, or something is wrong and has been reported.</returns>
    public abstract Action<T>? Read(SettingsTree node, ReadContext context);
}
