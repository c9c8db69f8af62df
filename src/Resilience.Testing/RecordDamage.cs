namespace Resilience.Testing;

/// <summary>How a stored record is to be damaged.</summary>
public enum RecordDamage
{
    /// <summary>
    /// Something in the record that is not its payload is changed, so that its hash no longer fits; what names the version of its format is
    /// left alone.
    /// </summary>
    Metadata,

    /// <summary>A byte of the payload as it is stored is changed.</summary>
    Payload,

    /// <summary>The record is removed.</summary>
    Missing,
}
