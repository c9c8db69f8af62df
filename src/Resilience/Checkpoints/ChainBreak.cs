namespace Resilience.Checkpoints;

/// <summary>The first place of a run in which something is wrong.</summary>
internal sealed record ChainBreak(long Sequence, CheckpointException Error);
