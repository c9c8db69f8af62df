namespace Resilience.Checkpoints;

/// <summary>One thing that is wrong with a run.</summary>
/// <param name="Sequence">The place of the record.</param>
/// <param name="Error">What kind of error it is.</param>
/// <param name="Message">What is wrong, in words.</param>
public sealed record CheckpointFinding(long Sequence, CheckpointError Error, string Message);
