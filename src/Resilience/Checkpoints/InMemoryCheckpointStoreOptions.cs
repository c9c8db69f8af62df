namespace Resilience;

/// <summary>Options of a checkpoint store in memory.</summary>
public sealed class InMemoryCheckpointStoreOptions : CheckpointStoreOptions;
