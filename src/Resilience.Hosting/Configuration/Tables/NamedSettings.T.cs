namespace Resilience.Hosting.Configuration.Tables;

/// <summary>Something with a name of the user's own, that settings make.</summary>
internal sealed class NamedSettings<T>(string name)
    where T : new()
{
    public NamedSettings()
        : this("")
    {
    }

    public string Name => name;

    public T Value { get; set; } = new();
}
