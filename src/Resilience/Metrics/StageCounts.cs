using Resilience.Risks;

namespace Resilience.Metrics;

/// <summary>The counts of one stage.</summary>
internal sealed class StageCounts(string stage)
{
    private readonly Lock _gate = new();
    private readonly DurationHistogram _times = new();
    private readonly Tally<RiskSeverity> _detected = new();
    private readonly Tally<MitigationEffect> _mitigations = new();
    private readonly Tally<CircuitState> _circuits = new();
    private StageMetrics _counts = new() { Stage = stage };
    private CircuitState? _lastCircuit;

    public void Assessed(RiskAssessment assessment, TimeSpan duration)
    {
        lock (_gate)
        {
            _counts = _counts with
            {
                Assessments = _counts.Assessments + 1,
                AssessmentTime = _counts.AssessmentTime + duration,
                FailedConditions = _counts.FailedConditions + assessment.FailedConditions.Count,
            };
            foreach (DetectedRisk risk in assessment.Detected)
                _detected.Add(risk.Severity);
        }
    }

    public void Mitigated(MitigationEffect outcome)
    {
        lock (_gate)
            _mitigations.Add(outcome);
    }

    public void Ended(StageResult result)
    {
        lock (_gate)
        {
            if (result.Circuit is { } circuit)
            {
                _circuits.Add(circuit);
                _lastCircuit = circuit;
            }

            _counts = Counted(_counts with { Attempts = _counts.Attempts + result.Attempts }, result);
            if (StageVerdicts.Of(result) is StageVerdict.Success or StageVerdict.Failure)
                _times.Record(result.Duration);
        }
    }

    public StageMetrics Snapshot()
    {
        lock (_gate)
        {
            return _counts with
            {
                Times = _times.Summary(),
                Detected = _detected.Copy(),
                Mitigations = _mitigations.Copy(),
                Circuits = _circuits.Copy(),
                LastCircuit = _lastCircuit,
            };
        }
    }

    private static StageMetrics Counted(StageMetrics counts, StageResult result) => StageVerdicts.Of(result) switch
    {
        StageVerdict.Success => counts with
        {
            Successes = counts.Successes + 1,
            Mitigated = counts.Mitigated + (result.Status == StageStatus.Mitigated ? 1 : 0),
            Degraded = counts.Degraded + (result.Status == StageStatus.Degraded ? 1 : 0),
        },
        StageVerdict.Failure => counts with { Failures = counts.Failures + 1 },
        StageVerdict.Refused => counts with { Refusals = counts.Refusals + 1 },
        StageVerdict.Skipped => counts with { Skipped = counts.Skipped + 1 },
        StageVerdict.Cancelled => counts with { Cancelled = counts.Cancelled + 1 },
        _ => counts,
    };
}
