namespace Resilience.Checkpoints;

/// <summary>What records of a store have in common.</summary>
internal sealed record RecordSettings(
    CheckpointProtection Protection, ICheckpointKeyProvider? Keys, int MaxPayloadBytes, string Host, TimeProvider TimeProvider);
