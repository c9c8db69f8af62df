namespace Resilience.Checkpoints;

/// <summary>What the metadata of a record holds once it is read, the writer's part and the store's.</summary>
internal sealed record StoredMetadata(
    RunKey Run, CheckpointMetadata Metadata, DateTimeOffset RecordedAt, string Host, PayloadSchema? Schema);
