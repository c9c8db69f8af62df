namespace Resilience.Risks;

/// <summary>What was counted of a risk, or of all risks of a category or severity.</summary>
public sealed record RiskStatistics
{
    /// <summary>How often a condition was asked.</summary>
    public required long Assessed { get; init; }

    /// <summary>How often it found the risk.</summary>
    public required long Detected { get; init; }

    /// <summary>How often it threw, ended as cancelled or did not end in time.</summary>
    public required long FailedConditions { get; init; }

    /// <summary>The time spent on conditions.</summary>
    public required TimeSpan AssessmentTime { get; init; }

    /// <summary>The longest time that a condition took, or was waited for.</summary>
    public required TimeSpan LongestAssessment { get; init; }

    /// <summary>How many failures of stages meant that the risk had come true.</summary>
    public required long Matched { get; init; }

    /// <summary>How often a predicate threw, ended as cancelled or did not end in time.</summary>
    public required long FailedPredicates { get; init; }

    /// <summary>The mitigations, by what became of them: all outcomes, those that never happened included.</summary>
    public required IReadOnlyDictionary<MitigationOutcome, long> Outcomes { get; init; }

    /// <summary>The mitigations that decided, by what they decided: all actions.</summary>
    public required IReadOnlyDictionary<MitigationAction, long> Actions { get; init; }

    /// <summary>The time spent on mitigations, without the runs of stages that followed.</summary>
    public required TimeSpan MitigationTime { get; init; }

    /// <summary>The longest time that a mitigation took, or was waited for.</summary>
    public required TimeSpan LongestMitigation { get; init; }

    /// <summary>All mitigations, those that did not run included.</summary>
    public long Mitigations => Outcomes.Values.Sum();
}
