namespace Resilience.Registry;

/// <summary>What is to be done with a <see cref="Replacement"/>.</summary>
internal enum ReplacementFate
{
    /// <summary>It can come into force.</summary>
    Ready = 0,

    /// <summary>Something has changed since it was made: it is to be made again.</summary>
    Stale,

    /// <summary>One that was asked for later is in force already.</summary>
    Late,

    /// <summary>The operation is no longer in the registry.</summary>
    Removed,
}
