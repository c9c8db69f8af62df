namespace Resilience.Hosting.Configuration.Keys;

/// <summary>The keys of something, as documents describe them.</summary>
internal abstract class KeySet(string title)
{
    /// <summary>The name of what has these keys.</summary>
    public string Title => title;

    public abstract IReadOnlyList<SettingKey> Keys { get; }
}
