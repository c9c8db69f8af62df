namespace Resilience.Metrics.Histories;

/// <summary>A file that was not read, or not understood.</summary>
/// <param name="Name">The name of the file, with that of its folder.</param>
/// <param name="Reason">Why, in a few words.</param>
public sealed record SkippedTrace(string Name, string Reason);
