namespace Resilience.Checkpoints;

/// <summary>How records are protected against those who can write to the storage. All records are hashed and chained anyway.</summary>
public enum CheckpointProtection : byte
{
    /// <summary>Hashes alone: accidents are found, but whoever can write can also write new hashes.</summary>
    None,

    /// <summary>Each record carries an HMAC-SHA256: without the key nobody can make or change one.</summary>
    Authenticate,

    /// <summary>The same, and payloads are encrypted with AES-256-GCM. Metadata stays readable.</summary>
    Encrypt,
}
