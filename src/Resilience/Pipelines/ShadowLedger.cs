using System.Collections.Concurrent;
using Resilience.Statistics;

namespace Resilience.Pipelines;

/// <summary>Counts what the strategies of one pipeline would have done if they were not in shadow mode.</summary>
internal sealed class ShadowLedger
{
    private readonly ConcurrentDictionary<(string Strategy, string Decision), StripedCounter> _counts = new();

    public void Count(string strategy, string decision) =>
        _counts.GetOrAdd((strategy, decision), static _ => new StripedCounter()).Increment();

    public ShadowReport Report() => new(
    [
        .. _counts
            .Select(static count => new ShadowDecision(count.Key.Strategy, count.Key.Decision, count.Value.Sum()))
            .OrderBy(static decision => decision.Strategy, StringComparer.Ordinal)
            .ThenBy(static decision => decision.Decision, StringComparer.Ordinal),
    ]);
}
