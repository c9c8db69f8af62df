namespace Resilience;

/// <summary>How a registry has changed.</summary>
public enum RegistryChangeKind
{
    /// <summary>Something was added.</summary>
    Added = 0,

    /// <summary>Something was removed, and disposed of if the registry owns it.</summary>
    Removed = 1,

    /// <summary>An operation has got another definition; its pipelines are the same objects with another inside.</summary>
    Replaced = 2,
}
