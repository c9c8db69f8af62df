namespace Resilience.CircuitBreakers.Histories;

/// <summary>Time passes; then it stands still, and two threads do what is theirs at the same time.</summary>
internal sealed record HistoryRound(TimeSpan Advance, HistoryStep[] One, HistoryStep[] Other);
