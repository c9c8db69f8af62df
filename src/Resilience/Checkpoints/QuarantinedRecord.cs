namespace Resilience.Checkpoints;

/// <summary>A record that was put aside when a run was acquired. It is kept for whoever wants to look at it.</summary>
/// <param name="Sequence">The place that it had.</param>
/// <param name="Error">What kind of error it has; null for a good record that stood behind a bad one.</param>
/// <param name="Reason">Why it was put aside, in words.</param>
public sealed record QuarantinedRecord(long Sequence, CheckpointError? Error, string Reason);
