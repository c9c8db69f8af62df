namespace Resilience.Risks;

/// <summary>A condition that could not say whether its risk is there: it threw, or took too long.</summary>
/// <param name="RiskId">The risk.</param>
/// <param name="Severity">How bad the risk is, if it is there.</param>
/// <param name="Exception">
/// What the condition threw; an <see cref="OperationTimedOutException"/> if it did not end in time. Its message may hold what must not be
/// shown.
/// </param>
public sealed record FailedCondition(string RiskId, RiskSeverity Severity, Exception Exception)
{
    /// <summary>What people call the risk; the default is its id.</summary>
    public string Name { get; init; } = RiskId;

    /// <summary>Where the risk comes from; null, the default, if that is not known.</summary>
    public RiskCategory? Category { get; init; }
}
