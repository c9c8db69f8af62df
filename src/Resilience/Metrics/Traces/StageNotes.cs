using Resilience.Risks;

namespace Resilience.Metrics.Traces;

/// <summary>What was noted of one stage during a run. Not synchronised: its owner holds a lock.</summary>
internal sealed class StageNotes
{
    public int Assessed { get; set; }

    public TimeSpan AssessmentTime { get; set; }

    /// <summary>The risks, each as it was found last.</summary>
    public Dictionary<string, DetectedRisk> Risks { get; } = [];

    /// <summary>The conditions that could not say, each once.</summary>
    public Dictionary<string, FailedCondition> FailedConditions { get; } = [];

    /// <summary>The mitigations, with null for an outcome that has not shown.</summary>
    public List<(MitigationReport Report, MitigationEffect? Outcome)> Mitigations { get; } = [];

    public void Settle(SettledMitigation settled)
    {
        int at = Mitigations.FindLastIndex(noted => ReferenceEquals(noted.Report, settled.Report));
        if (at >= 0)
            Mitigations[at] = (settled.Report, settled.Outcome);
    }
}
