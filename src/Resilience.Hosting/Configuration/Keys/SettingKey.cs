using Resilience.Hosting.Configuration.Values;

namespace Resilience.Hosting.Configuration.Keys;

/// <summary>A name that settings may have, as documents describe it.</summary>
internal abstract class SettingKey(string name, string help)
{
    public string Name => name;

    public string Help => help;

    /// <summary>The kind of its value, or of the values in its list; null if there are keys below.</summary>
    public virtual ValueShape? Value => null;

    public virtual bool IsList => false;

    /// <summary>Whether there are names of the user's own below.</summary>
    public virtual bool IsMap => false;

    /// <summary>Whether there is something below that can be left out.</summary>
    public virtual bool IsPart => false;

    /// <summary>Whether "none" is a value, too.</summary>
    public virtual bool IsOptional => false;

    /// <summary>What it is if nothing is said, as text; empty if that depends on something else.</summary>
    public virtual string Default => "";

    /// <summary>The keys below, by the name of the type that has them; one without name if there are no types.</summary>
    public virtual IReadOnlyList<KeyValuePair<string, KeySet>> Below => [];
}
