namespace Resilience.Checkpoints;

/// <summary>A record ready to be written: what stands before the payload, and the payload.</summary>
internal sealed record EncodedRecord(CheckpointInfo Info, ReadOnlyMemory<byte> Front, ReadOnlyMemory<byte> Payload);
