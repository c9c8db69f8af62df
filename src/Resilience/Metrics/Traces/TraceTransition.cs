namespace Resilience.Metrics.Traces;

/// <summary>A change of a circuit's state.</summary>
/// <param name="From">The state before.</param>
/// <param name="To">The state after.</param>
/// <param name="Reason">Why it changed.</param>
/// <param name="Timestamp">When, by the wall clock.</param>
/// <param name="DuringRun">Whether the run had begun by then.</param>
public sealed record TraceTransition(string From, string To, string Reason, DateTimeOffset Timestamp, bool DuringRun);
