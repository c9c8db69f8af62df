namespace Resilience;

/// <summary>Why a checkpoint store or serializer refused. Each error has a stable code among <see cref="ErrorCodes"/>.</summary>
public enum CheckpointError : byte
{
    /// <summary>Somebody else owns the run.</summary>
    RunOwned,

    /// <summary>This owner lost the run to another one; nothing was written.</summary>
    OwnershipLost,

    /// <summary>There is no such record.</summary>
    NotFound,

    /// <summary>Stored bytes are torn, changed, missing or out of order.</summary>
    Corrupt,

    /// <summary>
    /// A record is whole, but was not written by somebody who has the key: its code or its encryption does not fit, or the store demands
    /// a protection that it lacks.
    /// </summary>
    Tampered,

    /// <summary>A record was written by a later version of this library, in a way that this one does not understand.</summary>
    Unsupported,

    /// <summary>A record needs a key that the store does not have.</summary>
    KeyMissing,

    /// <summary>The stored context has another schema than the type that it is to become.</summary>
    SchemaMismatch,

    /// <summary>A context cannot be stored so that it comes back as it was.</summary>
    NotSerializable,

    /// <summary>Something is larger than the limit for it.</summary>
    TooLarge,

    /// <summary>The storage is full.</summary>
    StorageFull,

    /// <summary>The storage failed.</summary>
    StorageFailed,

    /// <summary>A path leads through a link, or others may write there.</summary>
    UnsafePath,
}
