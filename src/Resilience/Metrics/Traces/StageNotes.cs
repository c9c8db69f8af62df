using Resilience.Risks;

namespace Resilience.Metrics.Traces;

/// <summary>What was noted of one stage during a run. Not synchronised: its owner holds a lock.</summary>
internal sealed class StageNotes
{
    public int Assessed { get; set; }

    public TimeSpan AssessmentTime { get; set; }

    public List<DetectedRisk> Risks { get; } = [];

    /// <summary>The mitigations, with null for an outcome that has not shown.</summary>
    public List<(MitigationReport Report, MitigationOutcome? Outcome)> Mitigations { get; } = [];

    public void Settle(SettledMitigation settled)
    {
        int at = Mitigations.FindLastIndex(noted => ReferenceEquals(noted.Report, settled.Report));
        if (at >= 0)
            Mitigations[at] = (settled.Report, settled.Outcome);
    }
}
