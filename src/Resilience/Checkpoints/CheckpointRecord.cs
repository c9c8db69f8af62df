namespace Resilience.Checkpoints;

/// <summary>A record with its payload, both checked when they were read.</summary>
/// <param name="Info">The record.</param>
/// <param name="Payload">Its payload, decrypted; packed as it was given to the store.</param>
public sealed record CheckpointRecord(CheckpointInfo Info, CheckpointPayload Payload);
