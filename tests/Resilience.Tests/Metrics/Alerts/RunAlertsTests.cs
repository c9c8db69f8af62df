using Microsoft.Extensions.Time.Testing;
using Resilience.Risks;

namespace Resilience.Metrics.Alerts;

public sealed class RunAlertsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<Alert> _told = [];
    private readonly RunAlerts _alerts;

    public RunAlertsTests() =>
        _alerts = new(new AlertCenter(new() { TimeProvider = _time, Sinks = { new CallbackAlertSink(_told.Add) } }));

    [Fact]
    public void A_risk_alerts_by_its_severity_and_a_low_one_does_not()
    {
        RunStory story = Story();
        story.Assess(
            story.Stage("LOAD"),
            new("L", RiskSeverity.Low, "l"),
            new("M", RiskSeverity.Medium, "m"),
            new("H", RiskSeverity.High, "h"),
            new("C", RiskSeverity.Critical, "token=abc"));
        _told.Select(static alert => (alert.RiskId, alert.Level)).Should()
            .Equal(("M", AlertLevel.Warning), ("H", AlertLevel.Error), ("C", AlertLevel.Critical));
        _told[2].Message.Should().Be("Risk C (CRITICAL) before stage 'LOAD': token=[redacted]");
    }

    [Theory]
    [InlineData(MitigationAction.Skip, AlertLevel.Info)]
    [InlineData(MitigationAction.Fail, AlertLevel.Error)]
    [InlineData(MitigationAction.Abort, AlertLevel.Error)]
    public void A_mitigation_alerts_by_what_came_of_it(MitigationAction action, AlertLevel level)
    {
        RunStory story = Story();
        story.Mitigate(story.Stage("LOAD"), 1, action, "R");
        _told.Should().ContainSingle().Which.Level.Should().Be(level);
    }

    [Fact]
    public void A_mitigation_that_throws_has_failed()
    {
        RunStory story = Story();
        story.Mitigate(story.Stage("LOAD"), 1, MitigationAction.Fail, "R", thrown: new InvalidOperationException("secret"));
        _told.Should().ContainSingle().Which.Should().Match<Alert>(
            static alert => alert.Level == AlertLevel.Error && !alert.Message.Contains("secret"));
    }

    [Fact]
    public void A_stage_that_fails_is_an_error_and_its_group_no_second_one()
    {
        RunStory story = Story();
        StageInfo group = story.Stage("GROUP");
        StageResult branch = story.End(story.Stage("BRANCH", group: group), StageStatus.Failed);
        story.End(group, StageStatus.Failed, branches: [branch]);
        _told.Should().ContainSingle().Which.Should().Match<Alert>(static alert =>
            alert.Level == AlertLevel.Error && alert.Stage == "GROUP/BRANCH" && alert.Code == ErrorCodes.Timeout
            && alert.Message == "Stage 'GROUP/BRANCH' failed (failure.timeout)");
    }

    [Fact]
    public void A_circuit_that_opened_during_a_stage_is_critical_even_if_it_has_closed_again()
    {
        RunStory story = Story();
        var breaker = new CircuitBreaker(new() { Name = "nlp" }, _time);
        DateTimeOffset started = _time.GetUtcNow();
        _time.Advance(TimeSpan.FromSeconds(1));
        breaker.Trip();
        breaker.Reset();
        _time.Advance(TimeSpan.FromSeconds(1));
        story.EndNow(new()
        {
            Stage = story.Stage("LOAD", breaker),
            Status = StageStatus.Completed,
            Recorded = StageStatus.Completed,
            StartedAt = started,
            Duration = TimeSpan.FromSeconds(2),
        });
        story.End(story.Stage("LOAD", breaker), StageStatus.Completed);
        _told.Should().ContainSingle().Which.Should().Match<Alert>(static alert =>
            alert.Level == AlertLevel.Critical && alert.Key == "circuit:nlp" && alert.Stage == "LOAD");
    }

    [Fact]
    public async Task An_aborted_run_is_critical_and_a_completed_one_is_not()
    {
        await Story().Passed("LOAD").FinishAsync(RunResultStatus.Completed);
        _told.Should().BeEmpty();
        RunStory story = Story();
        story.End(story.Stage("LOAD"), StageStatus.Aborted);
        await story.FinishAsync(RunResultStatus.Aborted, RunStory.Failure(story.Stage("LOAD")));
        _told.Select(static alert => alert.Level).Should().Equal(AlertLevel.Error, AlertLevel.Critical);
        _told[1].Message.Should().Be("Run 'plan-analysis/PDM2024-001' was aborted at stage 'LOAD' (failure.timeout)");
    }

    [Fact]
    public void A_stage_that_fails_in_every_run_alerts_once()
    {
        for (int i = 0; i < 100; i++)
        {
            RunStory story = new(_time, _alerts, $"run-{i}");
            story.End(story.Stage("LOAD"), StageStatus.Failed, seconds: 0);
        }

        _told.Should().ContainSingle().Which.RunId.Should().Be("run-0");
    }

    private RunStory Story() => new(_time, _alerts);
}
