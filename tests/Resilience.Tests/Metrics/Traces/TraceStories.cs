using Resilience.Risks;

namespace Resilience.Metrics.Traces;

/// <summary>A run in which everything happens that a trace can tell of.</summary>
internal static class TraceStories
{
    public static async Task TellEverythingAsync(RunStory story, string hostile = "")
    {
        story.Record("LOAD", 2);
        story.Passed("LOAD", 2);

        StageInfo group = story.Stage("FETCH");
        StageResult tables = story.End(story.Stage("TABLES", group: group), StageStatus.Completed);
        StageResult text = story.End(story.Stage("TEXT", group: group), StageStatus.Degraded, reason: "no OCR " + hostile);
        story.End(group, StageStatus.Degraded, branches: [tables, text]);
        story.Record("FETCH", 3);

        StageInfo extract = story.Stage("EXTRACT");
        story.AssessInVain(extract, "NO_SPACE");
        story.Assess(extract, new("EMPTY_EXTRACTION", RiskSeverity.Medium, "3 pages " + hostile), new("SLOW", RiskSeverity.Low, "slow"));
        story.Start(extract);
        story.Mitigate(extract, 1, MitigationAction.Retry, "PDF_CORRUPT", "backup copy " + hostile);
        story.Mitigate(extract, 2, MitigationAction.Retry, "PDF_CORRUPT");
        story.End(extract, StageStatus.Mitigated, 3, mitigations: 2, reason: "the second copy was whole");

        var breaker = new CircuitBreaker(new() { Name = "nlp" + hostile, BreakDuration = TimeSpan.FromSeconds(30) }, story.Time);
        StageInfo causal = story.Stage("CAUSAL" + hostile, breaker);
        story.Assess(causal, new DetectedRisk("NLP_MODEL_MISSING" + hostile, RiskSeverity.High, "token=abc " + hostile));
        story.Start(causal);
        DateTimeOffset startedAt = story.Time.GetUtcNow();
        story.Time.Advance(TimeSpan.FromSeconds(1));
        breaker.Trip();
        story.Mitigate(causal, 1, MitigationAction.Abort, null, "nothing helps " + hostile);
        StageFailure failure = RunStory.Failure(causal);
        story.EndNow(new()
        {
            Stage = causal,
            Status = StageStatus.Aborted,
            Recorded = StageStatus.Aborted,
            Attempts = 3,
            StartedAt = startedAt,
            Duration = TimeSpan.FromSeconds(1),
            Circuit = CircuitState.Closed,
            Failure = failure,
            Reason = "nothing helps " + hostile,
        });
        story.AddNotRun("REPORT");
        await story.FinishAsync(RunResultStatus.Aborted, failure);
    }
}
