namespace Resilience.Metrics.Traces;

/// <summary>A trace that was written.</summary>
/// <param name="Path">The file.</param>
/// <param name="Hash">The SHA-256 of the file, 64 hexadecimal digits: the one that the run's final record holds.</param>
/// <param name="Trace">What is in it.</param>
public sealed record WrittenTrace(string Path, string Hash, RunTrace Trace);
