namespace Resilience;

/// <summary>A checkpoint store or serializer refused, for a reason that has a stable code.</summary>
public sealed class CheckpointException : ResilienceException
{
    /// <summary>Makes an exception.</summary>
    /// <param name="error">Why it was refused.</param>
    /// <param name="message">What happened, without secrets or payloads; null for a general text.</param>
    /// <param name="innerException">The exception that led to this one; null, the default, when there is none.</param>
    public CheckpointException(CheckpointError error, string? message, Exception? innerException = null)
        : base(message ?? $"The checkpoint was refused: {CodeOf(error)}.", innerException) => Error = error;

    /// <summary>Why it was refused.</summary>
    public CheckpointError Error { get; }

    /// <summary>The stable error code.</summary>
    public override string Code => CodeOf(Error);

    /// <summary>Whether the record may be there all the same: the storage failed after it had got its name.</summary>
    internal bool LeavesUnknown { get; init; }

    internal override Failure? Classification => Error switch
    {
        CheckpointError.RunOwned => new(FailureCause.Resource, FailureDisposition.Transient),
        CheckpointError.StorageFull or CheckpointError.StorageFailed => new(FailureCause.Resource, FailureDisposition.Unavailable),
        CheckpointError.KeyMissing or CheckpointError.UnsafePath => new(FailureCause.Validation, FailureDisposition.Permanent),
        _ => new(FailureCause.Data, FailureDisposition.Permanent),
    };

    private static string CodeOf(CheckpointError error) => error switch
    {
        CheckpointError.RunOwned => ErrorCodes.RunOwned,
        CheckpointError.OwnershipLost => ErrorCodes.OwnershipLost,
        CheckpointError.NotFound => ErrorCodes.CheckpointNotFound,
        CheckpointError.Corrupt => ErrorCodes.CheckpointCorrupt,
        CheckpointError.Tampered => ErrorCodes.CheckpointTampered,
        CheckpointError.Unsupported => ErrorCodes.CheckpointUnsupported,
        CheckpointError.KeyMissing => ErrorCodes.CheckpointKeyMissing,
        CheckpointError.SchemaMismatch => ErrorCodes.SchemaMismatch,
        CheckpointError.NotSerializable => ErrorCodes.NotSerializable,
        CheckpointError.TooLarge => ErrorCodes.CheckpointTooLarge,
        CheckpointError.StorageFull => ErrorCodes.StorageFull,
        CheckpointError.StorageFailed => ErrorCodes.StorageFailed,
        CheckpointError.UnsafePath => ErrorCodes.UnsafePath,
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, null),
    };
}
