using Resilience.Risks;

namespace Resilience.Metrics;

/// <summary>What a mitigation decided, and how that ended.</summary>
/// <param name="Ordinal">Which mitigation of the stage it was, from 1.</param>
/// <param name="Action">What it decided.</param>
/// <param name="RiskId">The risk; null if none is known.</param>
/// <param name="Reason">Why; null where nothing was said.</param>
/// <param name="Duration">How long it took to decide, without the run of the stage that may follow.</param>
/// <param name="Failure">What was to be mitigated.</param>
/// <param name="Exception">What the mitigation threw; null if it did not.</param>
public sealed record MitigationReport(
    int Ordinal,
    MitigationAction Action,
    string? RiskId,
    string? Reason,
    TimeSpan Duration,
    StageFailure Failure,
    Exception? Exception);
