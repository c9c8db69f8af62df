namespace Resilience.Hosting.Configuration.Keys;

/// <summary>The keys of something, as documents describe them.</summary>
internal abstract class KeySet(string title)
{
    /// <summary>The name of what has these keys.</summary>
    public string Title => title;

    /// <summary>Whether what has these keys can be left out with "Enabled", which is not among them.</summary>
    public bool HasSwitch { get; init; } = true;

    public abstract IReadOnlyList<SettingKey> Keys { get; }
}
