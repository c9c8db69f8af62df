using Resilience.Checkpoints;
using Resilience.CircuitBreakers;
using Resilience.Failures;
using Resilience.Metrics.Alerts;
using Resilience.Risks;
using Resilience.Telemetry;

namespace Resilience.Metrics.Traces;

/// <summary>Makes a trace of what was noted and of what became of the run.</summary>
internal sealed class TraceComposer(RunTraceWriterOptions options, RiskLabels labels)
{
    private const int LongestName = 600;

    private readonly RedactionPolicy _redaction = options.Redaction;

    public RunTrace Compose(
        RunReport report,
        Func<StageInfo, StageNotes?> notesOf,
        IReadOnlyList<Alert> alerts,
        IReadOnlyList<(MitigationReport Report, bool Succeeded)> settled,
        IReadOnlyList<(CheckpointInfo Record, TimeSpan Duration)> checkpoints,
        long omitted)
    {
        TraceStage[] stages = [.. report.Stages.Select(result => Stage(result, notesOf))];
        return new()
        {
            SchemaVersion = RunTrace.CurrentVersion,
            Pipeline = Name(report.Run.Pipeline),
            RunId = Name(report.Run.RunId),
            Status = TraceWords.Of(report.Status),
            Success = report.Status == RunResultStatus.Completed,
            Resumed = report.Run.IsResumed,
            FencingToken = report.Run.FencingToken,
            DefinitionHash = Name(report.DefinitionHash),
            ForkedFrom = NameOrNull(report.ForkedFrom),
            TraceParent = NameOrNull(report.Run.TraceParent),
            StartedAt = report.Run.StartedAt,
            EndedAt = options.TimeProvider.GetUtcNow(),
            DurationMs = TraceWords.Ms(report.Duration),
            Failure = Failure(report.Failure),
            Stages = stages,
            Alerts = [.. alerts.Select(AlertOf)],
            MitigationStats = new()
            {
                BySeverity = TallyBy(settled, one => labels.SeverityOf(one.RiskId) is { } severity ? AlertWords.Of(severity) : null),
                ByCategory = TallyBy(settled, one => RiskLabels.WordOf(labels.CategoryOf(one.RiskId))),
            },
            CircuitBreakers = Circuits(report),
            Checkpoints = [.. checkpoints.Select(static noted => Checkpoint(noted.Record, noted.Duration))],
            Aggregates = Aggregates(report, stages, alerts, checkpoints),
            Omitted = omitted,
        };
    }

    private static SortedDictionary<string, TraceTally> TallyBy(
        IEnumerable<(MitigationReport Report, bool Succeeded)> settled, Func<MitigationReport, string?> keyOf)
    {
        var tallies = new SortedDictionary<string, TraceTally>(StringComparer.Ordinal);
        foreach ((MitigationReport report, bool succeeded) in settled)
        {
            if (keyOf(report) is not { } key)
                continue;
            TraceTally before = tallies.GetValueOrDefault(key) ?? new(0, 0);
            tallies[key] = new(before.Total + 1, before.Success + (succeeded ? 1 : 0));
        }

        return tallies;
    }

    private static TraceCheckpoint Checkpoint(CheckpointInfo record, TimeSpan duration) => new()
    {
        Sequence = record.Sequence,
        Kind = TraceWords.Of(record.Metadata.Kind),
        StageName = NameOrNull(record.Metadata.Stage),
        RecordedAt = record.RecordedAt,
        DurationMs = TraceWords.Ms(duration),
        StoredLength = record.StoredLength,
        Hash = record.Hash,
        PreviousHash = record.PreviousHash,
    };

    private static TraceCircuit[] Circuits(RunReport report) =>
    [
        .. report.Stages.SelectMany(static result => result.Branches.Prepend(result))
            .Where(static result => result.Stage.CircuitBreaker is not null)
            .GroupBy(static result => result.Stage.CircuitBreaker!, static result => Name(result.Stage.ToString()))
            .Select(stages => Circuit(stages.Key.Snapshot(), [.. stages.Distinct()], report.Run.StartedAt)),
    ];

    private static TraceCircuit Circuit(CircuitBreakerSnapshot breaker, string[] stages, DateTimeOffset startedAt) => new()
    {
        Name = Name(breaker.Name),
        Stages = stages,
        State = CircuitWords.Of(breaker.State),
        TotalCalls = breaker.Calls,
        Successes = breaker.Calls - breaker.Failures,
        Failures = breaker.Failures,
        SuccessRate = Math.Round(1 - breaker.FailureRatio, 4),
        Transitions =
        [
            .. breaker.History.Select(change => new TraceTransition(
                CircuitWords.Of(change.From),
                CircuitWords.Of(change.To),
                CircuitWords.Of(change.Reason),
                change.At,
                change.At >= startedAt)),
        ],
    };

    private static TraceAggregates Aggregates(
        RunReport report,
        TraceStage[] stages,
        IReadOnlyList<Alert> alerts,
        IReadOnlyList<(CheckpointInfo Record, TimeSpan Duration)> checkpoints)
    {
        int completed = report.Stages.Count(static result => StageVerdicts.Of(result) == StageVerdict.Success);
        int failed = report.Stages.Count(static result => result.Status is StageStatus.Failed or StageStatus.Aborted);
        return new()
        {
            StagesTotal = stages.Length,
            StagesCompleted = stages.Count(static stage => stage.Success),
            StagesFailed = failed,
            SuccessRate = completed + failed == 0 ? 1 : Math.Round((double)completed / (completed + failed), 4),
            StageMs = Math.Round(stages.Where(static stage => stage.Status != "resumed").Sum(static stage => stage.DurationMs), 3),
            AssessmentMs = Math.Round(stages.Sum(static stage => stage.AssessmentMs), 3),
            CheckpointMs = TraceWords.Ms(new(checkpoints.Sum(static noted => noted.Duration.Ticks))),
            AlertsByLevel = Enum.GetValues<AlertLevel>()
                .ToDictionary(AlertWords.Of, level => (long)alerts.Count(alert => alert.Level == level)),
        };
    }

    // Names are kept: whoever reads the trace looks for them. What they cannot do is hide what they say.
    private static string Name(string name) => VisibleText.Of(name, LongestName);

    private static string? NameOrNull(string? name) => name is null ? null : Name(name);

    private TraceStage Stage(StageResult result, Func<StageInfo, StageNotes?> notesOf)
    {
        StageNotes notes = notesOf(result.Stage) ?? new();
        return new()
        {
            StageName = Name(result.Stage.ToString()),
            Success = result.IsDone,
            Status = TraceWords.Of(result.Status),
            RecordedStatus = TraceWords.Of(result.Recorded),
            Attempts = result.Attempts,
            Mitigations = result.Mitigations,
            StartedAt = result.StartedAt,
            DurationMs = TraceWords.Ms(result.Duration),
            CircuitState = result.Circuit is { } circuit ? CircuitWords.Of(circuit) : null,
            Reason = _redaction.Redact(result.Reason),
            Failure = Failure(result.Failure),
            RisksAssessed = notes.Assessed,
            AssessmentMs = TraceWords.Ms(notes.AssessmentTime),
            Risks = [.. notes.Risks.Values.Select(Risk)],
            FailedConditions =
            [
                .. notes.FailedConditions.Values.Select(static failed => new TraceFailedCondition(
                    Name(failed.RiskId), AlertWords.Of(failed.Severity), failed.Exception.GetType().FullName!)),
            ],
            MitigationAttempts = [.. notes.Mitigations.Select(noted => Mitigation(noted.Report, noted.Outcome))],
            CheckpointHash = result.Hash,
            Branches = [.. result.Branches.Select(branch => Stage(branch, notesOf))],
        };
    }

    private TraceRisk Risk(DetectedRisk risk) => new(
        Name(risk.RiskId),
        Name(risk.Name),
        RiskLabels.WordOf(risk.Category ?? labels.CategoryOf(risk.RiskId)),
        AlertWords.Of(risk.Severity),
        _redaction.Redact(risk.Message)!);

    private TraceMitigation Mitigation(MitigationReport report, MitigationEffect? outcome) => new()
    {
        Ordinal = report.Ordinal,
        Action = TraceWords.Of(report.Action),
        Outcome = outcome is { } known ? TraceWords.Of(known) : TraceWords.Pending,
        RiskId = NameOrNull(report.RiskId),
        Category = RiskLabels.WordOf(labels.CategoryOf(report.RiskId)),
        Severity = labels.SeverityOf(report.RiskId) is { } severity ? AlertWords.Of(severity) : null,
        Reason = _redaction.Redact(report.Reason),
        DurationMs = TraceWords.Ms(report.Duration),
        FailureCode = report.Failure.Code,
        ExceptionType = report.Exception?.GetType().FullName,
    };

    private TraceFailure? Failure(StageFailure? failure) => failure is null ? null : new()
    {
        StageName = Name(failure.Stage.ToString()),
        Code = failure.Code,
        Cause = FailureWords.Of(failure.Failure.Cause),
        Disposition = FailureWords.Of(failure.Failure.Disposition),
        ExceptionType = failure.Exception?.GetType().FullName,
        Message = options.IncludeExceptionMessages ? _redaction.Redact(failure.Exception?.Message) : null,
        RejectedBy = NameOrNull(failure.Rejection?.Component),
    };

    private TraceAlert AlertOf(Alert alert) => new()
    {
        Level = AlertWords.Of(alert.Level),
        Message = _redaction.Redact(alert.Message)!,
        Timestamp = alert.Timestamp,
        Key = Name(alert.Key),
        StageName = NameOrNull(alert.Stage),
        RiskId = NameOrNull(alert.RiskId),
        Component = NameOrNull(alert.Component),
        Code = alert.Code,
    };
}
