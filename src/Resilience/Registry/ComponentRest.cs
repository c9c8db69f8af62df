namespace Resilience.Registry;

/// <summary>Whether a component may be let go of: a new one for the same key would begin where every component begins.</summary>
internal enum ComponentRest
{
    /// <summary>No: it is in use, or refuses calls, or somebody steers it.</summary>
    Busy,

    /// <summary>It remembers something, which nobody may need any more if the key has not been looked up for long.</summary>
    Remembers,

    /// <summary>Nobody could tell it from a new one.</summary>
    Full,
}
