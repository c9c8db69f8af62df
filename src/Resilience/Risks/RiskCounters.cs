namespace Resilience.Risks;

/// <summary>Counts for one risk, one category or one severity.</summary>
internal sealed class RiskCounters
{
    private static readonly MitigationOutcome[] _outcomes = Enum.GetValues<MitigationOutcome>();
    private static readonly MitigationAction[] _actions = Enum.GetValues<MitigationAction>();

    private readonly Lock _gate = new();
    private readonly long[] _byOutcome = new long[_outcomes.Length];
    private readonly long[] _byAction = new long[_actions.Length];
    private long _assessed;
    private long _detected;
    private long _failedConditions;
    private TimeSpan _assessmentTime;
    private TimeSpan _longestAssessment;
    private long _matched;
    private long _failedPredicates;
    private TimeSpan _mitigationTime;
    private TimeSpan _longestMitigation;

    public void Assessed(in GuardedCall<RiskFinding> call)
    {
        lock (_gate)
        {
            _assessed++;
            if (call.End != CallEnd.Returned)
                _failedConditions++;
            else if (call.Value.IsDetected)
                _detected++;
            _assessmentTime += call.Duration;
            _longestAssessment = Longer(_longestAssessment, call.Duration);
        }
    }

    public void Matched()
    {
        lock (_gate)
            _matched++;
    }

    public void PredicateFailed()
    {
        lock (_gate)
            _failedPredicates++;
    }

    public void Mitigated(MitigationOutcome outcome, MitigationAction action, TimeSpan duration)
    {
        lock (_gate)
        {
            _byOutcome[(int)outcome]++;
            if (outcome == MitigationOutcome.Decided)
                _byAction[(int)action]++;
            _mitigationTime += duration;
            _longestMitigation = Longer(_longestMitigation, duration);
        }
    }

    public RiskStatistics Read()
    {
        lock (_gate)
        {
            return new()
            {
                Assessed = _assessed,
                Detected = _detected,
                FailedConditions = _failedConditions,
                AssessmentTime = _assessmentTime,
                LongestAssessment = _longestAssessment,
                Matched = _matched,
                FailedPredicates = _failedPredicates,
                Outcomes = _outcomes.ToDictionary(static it => it, it => _byOutcome[(int)it]),
                Actions = _actions.ToDictionary(static it => it, it => _byAction[(int)it]),
                MitigationTime = _mitigationTime,
                LongestMitigation = _longestMitigation,
            };
        }
    }

    private static TimeSpan Longer(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
