namespace Resilience.Risks;

/// <summary>A failure that is to be mitigated, and what is known of it.</summary>
/// <param name="Stage">The stage that failed.</param>
/// <param name="Failure">What ended it.</param>
/// <param name="Entry">The risk; null if none matches.</param>
/// <param name="Mitigation">What is to be done.</param>
/// <param name="Clock">The clock of timeouts and durations.</param>
internal sealed record MitigationCase<TContext>(
    StageContext Stage,
    StageFailure Failure,
    RiskEntry<TContext>? Entry,
    RegisteredMitigation<TContext> Mitigation,
    TimeProvider Clock)
{
    /// <summary>Which attempt it is, from 1.</summary>
    public int Attempt { get; init; } = 1;

    public string? RiskId => Entry?.Risk.Id;

    /// <summary>What it is about, for messages.</summary>
    public string What => RiskId is null ? "a failure that no risk matches" : $"risk '{RiskId}'";

    /// <summary>What happens when the mitigation cannot decide: the run fails, or is aborted where the risk is critical.</summary>
    public MitigationResult<TContext> GiveUp(string reason) => Entry is { Risk.Severity: RiskSeverity.Critical }
        ? MitigationResult.Abort<TContext>(reason)
        : MitigationResult.Fail<TContext>(reason);

    public void CountMatch()
    {
        foreach (RiskCounters counters in Entry?.AllCounters ?? [])
            counters.Matched();
    }
}
