namespace Resilience.Checkpoints;

/// <summary>A record that is to be appended.</summary>
/// <param name="Metadata">What the writer says about it.</param>
/// <param name="Payload">The context; the default for a record without one.</param>
public sealed record CheckpointDraft(CheckpointMetadata Metadata, CheckpointPayload Payload = default)
{
    /// <summary>
    /// A transaction of the caller's in which the record is to be written, such as a <c>DbTransaction</c>, so that it commits together
    /// with what the stage did; null, the default, for none. A store that cannot do so refuses the record with
    /// <see cref="NotSupportedException"/>.
    /// </summary>
    public object? Transaction { get; init; }
}
