using System.Collections.Frozen;

namespace Resilience.Metrics;

/// <summary>What is known of one stage, over all runs that were observed.</summary>
public sealed record StageMetrics
{
    /// <summary>The stage, with the name of its group before it.</summary>
    public required string Stage { get; init; }

    /// <summary>How often it succeeded: completed, mitigated, or did less.</summary>
    public long Successes { get; init; }

    /// <summary>How often it failed or was aborted after it had begun.</summary>
    public long Failures { get; init; }

    /// <summary>How often something refused to let it begin, and the run ended there: an open circuit, a gate, a full bulkhead.</summary>
    public long Refusals { get; init; }

    /// <summary>How often it was left out.</summary>
    public long Skipped { get; init; }

    /// <summary>How often it was cancelled.</summary>
    public long Cancelled { get; init; }

    /// <summary>Of its successes: how many needed a mitigation.</summary>
    public long Mitigated { get; init; }

    /// <summary>Of its successes: how many did less than the stage is there for.</summary>
    public long Degraded { get; init; }

    /// <summary>The share of successes among successes and failures, from 0 to 1; 0 if there are none.</summary>
    public double SuccessRate => Successes + Failures == 0 ? 0 : (double)Successes / (Successes + Failures);

    /// <summary>How often its code was started: more than runs, where it is retried.</summary>
    public long Attempts { get; init; }

    /// <summary>How long successes and failures took, with retries and mitigations.</summary>
    public DurationSummary Times { get; init; }

    /// <summary>How often its risks were assessed.</summary>
    public long Assessments { get; init; }

    /// <summary>How long all assessments took together.</summary>
    public TimeSpan AssessmentTime { get; init; }

    /// <summary>How often a condition could not say whether its risk is there.</summary>
    public long FailedConditions { get; init; }

    /// <summary>How often a risk was found, by its severity; severities without any are left out.</summary>
    public IReadOnlyDictionary<RiskSeverity, long> Detected { get; init; } = FrozenDictionary<RiskSeverity, long>.Empty;

    /// <summary>How many mitigations ended in which way; outcomes without any are left out.</summary>
    public IReadOnlyDictionary<MitigationEffect, long> Mitigations { get; init; } = FrozenDictionary<MitigationEffect, long>.Empty;

    /// <summary>In which state its circuit was when it was about to begin, and how often; empty if it has none.</summary>
    public IReadOnlyDictionary<CircuitState, long> Circuits { get; init; } = FrozenDictionary<CircuitState, long>.Empty;

    /// <summary>The state of its circuit the last time that it was about to begin; null if it has none, or has not begun.</summary>
    public CircuitState? LastCircuit { get; init; }
}
