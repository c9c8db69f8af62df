namespace Resilience.Hosting.Configuration.Compatibility;

/// <summary>What a setting of another library is here.</summary>
/// <param name="Name">Its name there, with colons between the parts.</param>
/// <param name="Target">Its name here; empty if it is not applied to the preset.</param>
/// <param name="Convert">Makes the value here from that there; null if they are the same.</param>
/// <param name="Also">What it means besides: names and values here.</param>
/// <param name="Reason">Why it is not applied.</param>
internal sealed record CompatibleRule(
    string Name, string Target, Func<string, string>? Convert = null, (string Name, string Value)[]? Also = null, string? Reason = null)
{
    /// <summary>What it is in the settings of the fan-out group with the preset's name, if there is one; null for nothing.</summary>
    public string? Group { get; init; }

    /// <summary>What it is in the whole section; null for nothing.</summary>
    public string? Root { get; init; }

    public static CompatibleRule NotApplied(string name, string reason) => new(name, "", Reason: reason);
}
