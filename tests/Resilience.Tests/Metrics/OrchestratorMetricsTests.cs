using Microsoft.Extensions.Time.Testing;
using Resilience.Risks;

namespace Resilience.Metrics;

public sealed class OrchestratorMetricsTests
{
    private readonly FakeTimeProvider _time = new(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly OrchestratorMetrics _metrics;

    public OrchestratorMetricsTests() => _metrics = new(new()
    {
        TimeProvider = _time,
        DescribeRisk = static id => id == "PDF_CORRUPT"
            ? new RiskDefinition { Id = id, Category = RiskCategory.DataQuality, Severity = RiskSeverity.High }
            : null,
    });

    [Fact]
    public async Task Successes_failures_rate_and_times_are_counted_by_stage()
    {
        foreach (int seconds in (int[])[1, 2, 3, 10])
            await new RunStory(_time, _metrics).Passed("LOAD", seconds).FinishAsync(RunResultStatus.Completed);
        var failed = new RunStory(_time, _metrics);
        failed.End(failed.Stage("LOAD"), StageStatus.Failed, 4);
        await failed.FinishAsync(RunResultStatus.Failed);

        StageMetrics load = Only().Stages.Single();
        load.Stage.Should().Be("LOAD");
        (load.Successes, load.Failures, load.SuccessRate).Should().Be((4, 1, 0.8));
        load.Times.Total.Should().Be(TimeSpan.FromSeconds(20));
        load.Times.Average.Should().Be(TimeSpan.FromSeconds(4));
        load.Times.Median.Should().BeCloseTo(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.0 / 64));
        load.Times.Percentile99.Should().BeCloseTo(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10.0 / 64));
        load.Times.Longest.Should().Be(TimeSpan.FromSeconds(10));
        load.Attempts.Should().Be(5);
    }

    [Fact]
    public void What_did_not_run_is_neither_a_success_nor_a_failure()
    {
        var story = new RunStory(_time, _metrics);
        StageInfo stage = story.Stage("LOAD");
        story.End(stage, StageStatus.Skipped);
        story.End(stage, StageStatus.Cancelled);
        story.End(stage, StageStatus.Resumed);
        story.End(stage, StageStatus.Failed, failure: RunStory.Failure(stage, new(RejectionReason.CircuitOpen, "nlp")));

        StageMetrics load = Only().Stages.Single();
        (load.Successes, load.Failures, load.SuccessRate, load.Times.Count).Should().Be((0, 0, 0, 0));
        (load.Skipped, load.Cancelled, load.Refusals).Should().Be((1, 1, 1));
    }

    [Fact]
    public void Assessments_and_what_they_found_are_counted()
    {
        var story = new RunStory(_time, _metrics);
        story.Assess(story.Stage("LOAD"), new("A", RiskSeverity.Medium, "a"), new("B", RiskSeverity.Medium, "b"), new("C", RiskSeverity.Low, "c"));
        story.Assess(story.Stage("LOAD"));

        StageMetrics load = Only().Stages.Single();
        load.Assessments.Should().Be(2);
        load.AssessmentTime.Should().Be(TimeSpan.FromMilliseconds(4));
        load.Detected.Should().Equal(new Dictionary<RiskSeverity, long> { [RiskSeverity.Medium] = 2, [RiskSeverity.Low] = 1 });
        Only().Alerts.Should().Equal(new Dictionary<AlertLevel, long> { [AlertLevel.Warning] = 2 });
    }

    [Fact]
    public void A_mitigation_that_runs_the_stage_again_has_helped_only_when_it_then_succeeds()
    {
        var story = new RunStory(_time, _metrics);
        StageInfo stage = story.Stage("LOAD");
        story.Mitigate(stage, 1, MitigationAction.Retry, "PDF_CORRUPT");
        Only().Stages.Should().BeEmpty();
        story.Mitigate(stage, 2, MitigationAction.Retry, "PDF_CORRUPT");
        story.End(stage, StageStatus.Mitigated, mitigations: 2);
        story.Mitigate(stage, 1, MitigationAction.Fail, "OTHER");

        StageMetrics load = Only().Stages.Single();
        load.Mitigations.Should().Equal(new Dictionary<MitigationEffect, long>
        {
            [MitigationEffect.FailedAgain] = 1,
            [MitigationEffect.Succeeded] = 1,
            [MitigationEffect.GaveUp] = 1,
        });
        load.Mitigated.Should().Be(1);
        Only().MitigationsByCategory.Should().Equal(new Dictionary<RiskCategory, MitigationCounts> { [RiskCategory.DataQuality] = new(2, 1) });
        Only().Mitigations.Should().Be(new MitigationCounts(3, 1));
        Only().MitigationsBySeverity.Should().Equal(new Dictionary<RiskSeverity, MitigationCounts> { [RiskSeverity.High] = new(2, 1) });
        Only().Alerts.Should().Equal(new Dictionary<AlertLevel, long> { [AlertLevel.Error] = 2, [AlertLevel.Info] = 1 });
    }

    [Fact]
    public void A_severity_that_an_assessment_found_serves_where_no_catalogue_knows_it()
    {
        var story = new RunStory(_time, _metrics);
        story.Assess(story.Stage("LOAD"), new DetectedRisk("X", RiskSeverity.Low, "x"));
        story.Mitigate(story.Stage("LOAD"), 1, MitigationAction.Skip, "X");
        Only().MitigationsBySeverity[RiskSeverity.Low].Should().Be(new MitigationCounts(1, 1));
    }

    [Fact]
    public void The_state_of_the_circuit_at_execution_is_kept()
    {
        var breaker = new CircuitBreaker(new() { Name = "nlp" }, _time);
        var story = new RunStory(_time, _metrics);
        StageInfo stage = story.Stage("LOAD", breaker);
        story.End(stage, StageStatus.Completed);
        breaker.Isolate("test");
        story.End(stage, StageStatus.Failed);

        StageMetrics load = Only().Stages.Single();
        load.Circuits.Should().Equal(new Dictionary<CircuitState, long> { [CircuitState.Closed] = 1, [CircuitState.Isolated] = 1 });
        load.LastCircuit.Should().Be(CircuitState.Isolated);
    }

    [Fact]
    public async Task Runs_and_their_ends_are_counted_by_pipeline()
    {
        await new RunStory(_time, _metrics, pipeline: "a").Passed("LOAD").FinishAsync(RunResultStatus.Completed);
        await new RunStory(_time, [_metrics], pipeline: "b", isResumed: true).Passed("LOAD").FinishAsync(RunResultStatus.Aborted);

        OrchestratorMetricsSnapshot snapshot = _metrics.Snapshot();
        snapshot.Pipelines.Select(static pipeline => pipeline.Pipeline).Should().Equal("a", "b");
        snapshot.Pipelines.Select(static pipeline => (pipeline.Started, pipeline.Resumed, pipeline.Completed, pipeline.StagesDone))
            .Should().Equal((1, 0, 1, 1), (1, 1, 0, 1));
        snapshot.Pipelines[1].Alerts.Should().Equal(new Dictionary<AlertLevel, long> { [AlertLevel.Critical] = 1 });
        snapshot.Pipelines[1].Times.Count.Should().Be(1);
    }

    [Fact]
    public async Task A_hundred_thousand_runs_are_counted_and_none_is_kept()
    {
        var runs = new List<WeakReference>();
        for (int i = 0; i < 100_000; i++)
            runs.Add(await RunAsync(i));

        GC.Collect();
        runs.Count(static run => run.IsAlive).Should().BeLessThan(10);
        Only().Completed.Should().Be(100_000);
        Only().Stages.Should().ContainSingle();
        Only().Mitigations.Total.Should().Be(100_000);
    }

    [Fact]
    public async Task Many_runs_at_once_are_all_counted()
    {
        await Parallel.ForAsync(0, 64, async (i, _) =>
        {
            var time = new FakeTimeProvider();
            await new RunStory(time, _metrics, $"run-{i}").Passed("LOAD").Passed("ANALYSE").FinishAsync(RunResultStatus.Completed);
        });
        Only().Completed.Should().Be(64);
        Only().Stages.Should().OnlyContain(static stage => stage.Successes == 64);
    }

    [Fact]
    public async Task Stages_without_end_share_one_row_at_last()
    {
        var story = new RunStory(_time, _metrics);
        for (int i = 0; i < 1_100; i++)
            story.Pass($"STAGE-{i}");
        await story.FinishAsync(RunResultStatus.Completed);
        Only().Stages.Should().HaveCount(1_001);
        Only().Stages[^1].Should().Match<StageMetrics>(static stage => stage.Stage == "(others)" && stage.Successes == 100);
    }

    [Fact]
    public async Task The_summary_is_a_table_for_people()
    {
        var story = new RunStory(_time, _metrics);
        story.Pass("LOAD", 2);
        story.Assess(story.Stage("LOAD"), new DetectedRisk("X", RiskSeverity.High, "x"));
        story.Mitigate(story.Stage("LOAD"), 1, MitigationAction.Skip, "PDF_CORRUPT");
        await story.FinishAsync(RunResultStatus.Completed);
        using var text = new StringWriter { NewLine = "\n" };
        _metrics.Snapshot().PrintSummary(text);
        text.ToString().Should().Contain("Pipeline plan-analysis: 1 started, 1 completed")
            .And.Contain("LOAD").And.Contain("2000 ms").And.Contain("1 INFO, 1 ERROR").And.Contain("DATA_QUALITY: 1 of 1 helped");
    }

    private async Task<WeakReference> RunAsync(int number)
    {
        var story = new RunStory(_time, _metrics, $"run-{number}");
        StageInfo stage = story.Stage("LOAD");
        story.Mitigate(stage, 1, MitigationAction.Retry, $"risk-{number}");
        story.End(stage, StageStatus.Mitigated);
        await story.FinishAsync(RunResultStatus.Completed);
        return new(story.Run);
    }

    private PipelineMetrics Only() => _metrics.Snapshot().Pipelines.Single();
}
