namespace Resilience;

/// <summary>A fan-out group at one moment.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Options">Its options; a copy.</param>
/// <param name="Requests">How many requests it has answered.</param>
/// <param name="Failures">How many of them nobody has succeeded in.</param>
/// <param name="Partial">How many of them some have succeeded in and some have not.</param>
/// <param name="Dependencies">Its dependencies, in order.</param>
public sealed record FanOutSnapshot(
    string Name, FanOutOptions Options, long Requests, long Failures, long Partial, IReadOnlyList<DependencySnapshot> Dependencies);
