using Resilience.Metrics;
using Resilience.Tests.Orchestration;

namespace Resilience.Risks;

/// <summary>A registry at work in runs.</summary>
public sealed class RiskOrchestrationTests
{
    private readonly Works _works = new();

    [Fact]
    public async Task A_stage_that_fails_runs_again_from_what_the_mitigation_gave()
    {
        RiskRegistry<Trail> risks = Risks(RiskSeverity.Medium, "shorten")
            .Mitigate("shorten", it => MitigationResult.RetryWith(it.Context.Then("shortened"), "less to do"));

        RunResult<Trail> run = await FailingUnless(trail => trail.Steps.Contains("shortened"), risks).RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Completed);
        run.Context.Steps.Should().Equal("A", "shortened", "B");
        run.Stages[1].Status.Should().Be(StageStatus.Mitigated);
    }

    [Fact]
    public async Task A_low_risk_is_logged_and_the_run_goes_on()
    {
        RunResult<Trail> run = await FailingUnless(_ => false, Risks(RiskSeverity.Low)).RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Completed);
        run.Context.Steps.Should().Equal("A");
        run.Stages[1].Status.Should().Be(StageStatus.Mitigated);
    }

    [Fact]
    public async Task A_critical_risk_aborts_the_run_after_a_failure()
    {
        RunResult<Trail> run = await FailingUnless(_ => false, Risks(RiskSeverity.Critical)).RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Aborted);
        run.Stages[1].Status.Should().Be(StageStatus.Aborted);
        run.Stages[1].Reason.Should().Be("risk 'A' is critical");
    }

    [Theory]
    [InlineData(CriticalRiskAction.Alert, RunResultStatus.Completed)]
    [InlineData(CriticalRiskAction.Abort, RunResultStatus.Aborted)]
    public async Task A_critical_risk_that_is_found_before_aborts_the_run_only_if_that_was_asked_for(CriticalRiskAction action, RunResultStatus status)
    {
        var risks = new RiskRegistry<Trail>(new() { CriticalRiskAction = action });
        risks.Add(Risk(RiskSeverity.Critical)).Detect("A", (stage, trail) => stage.Stage.Name == "B" && trail.Steps.Count == 1);

        RunResult<Trail> run = await FailingUnless(_ => true, risks).RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(status);
    }

    [Fact]
    public async Task A_risk_is_bounded_in_a_run_and_anew_when_the_run_is_opened_again()
    {
        RiskRegistry<Trail> risks = Risks(RiskSeverity.Medium).Change("A", risk => risk with { MaxMitigations = 1 });
        Orchestrator<Trail> orchestrator = FailingUnless(_ => false, risks);

        (await orchestrator.RunAsync("1", new(), _works.Test)).Status.Should().Be(RunResultStatus.Failed);
        _works.Ran.Count(name => name == "B").Should().Be(2);
        (await orchestrator.ResumeAsync("1", cancellationToken: _works.Test)).Status.Should().Be(RunResultStatus.Failed);
        _works.Ran.Count(name => name == "B").Should().Be(4);

        risks.Snapshot().History.Select(it => it.Attempt).Should().Equal(1, 2, 1, 2);
    }

    [Fact]
    public async Task Observers_hear_what_a_mitigation_threw_and_of_which_risk()
    {
        RiskRegistry<Trail> risks = Risks(RiskSeverity.High, "mend").Mitigate("mend", _ => throw new TestException());
        var reports = new Reports();

        RunResult<Trail> run = await FailingUnless(_ => false, risks, reports).RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Failed);
        MitigationReport report = reports.Mitigations.Should().ContainSingle().Which;
        report.RiskId.Should().Be("A");
        report.Exception.Should().BeOfType<TestException>();
        report.Reason.Should().Be("mitigation 'mend' threw");
        reports.Assessments.Should().HaveCount(2).And.AllSatisfy(it => it.Should().BeSameAs(RiskAssessment.None));
    }

    [Fact]
    public async Task The_failure_of_a_branch_means_risks_of_the_branch_and_of_its_group()
    {
        var rig = new RiskRig();
        RiskRegistry<Plan> risks = new RiskRegistry<Plan>()
            .Add(RiskRig.Risk("OTHER") with { Stages = ["OTHER"], Failures = [FailureMatch.When(_ => true)] })
            .Add(RiskRig.Risk("GROUP") with { Stages = ["GROUP"], Failures = [FailureMatch.Exception<TestException>()] })
            .Add(RiskRig.Risk("BRANCH") with { Stages = ["BRANCH"], Failures = [FailureMatch.Exception<TestException>()] });

        (await rig.MitigateAsync(risks, rig.Failure(stage: "BRANCH"), stage: "GROUP")).RiskId.Should().Be("GROUP", "it was registered first");
        risks.Remove("GROUP");
        (await rig.MitigateAsync(risks, rig.Failure(stage: "BRANCH"), stage: "GROUP")).RiskId.Should().Be("BRANCH");
    }

    private static RiskDefinition Risk(RiskSeverity severity, string? mitigation = null) => new()
    {
        Id = "A",
        Category = RiskCategory.ComputationError,
        Severity = severity,
        Failures = [FailureMatch.Exception<TestException>()],
        Mitigation = mitigation,
    };

    private static RiskRegistry<Trail> Risks(RiskSeverity severity, string? mitigation = null) =>
        new RiskRegistry<Trail>().Add(Risk(severity, mitigation));

    private Orchestrator<Trail> FailingUnless(Func<Trail, bool> holds, RiskRegistry<Trail> risks, RunObserver? observer = null)
    {
        OrchestratorBuilder<Trail> builder = _works.Builder().UseCheckpoints(_works.Store).UseRisks(risks)
            .AddStage("A", _works.Step)
            .AddStage("B", (stage, trail, token) => holds(trail) ? _works.Step(stage, trail, token) : FailAsync(stage));
        if (observer is not null)
            builder.AddObserver(observer);
        return builder.Build();
    }

    private ValueTask<Trail> FailAsync(StageContext stage)
    {
        _works.Started(stage);
        throw new TestException();
    }

    private sealed class Reports : RunObserver
    {
        public List<MitigationReport> Mitigations { get; } = [];

        public List<RiskAssessment> Assessments { get; } = [];

        public override void OnMitigated(StageContext stage, MitigationReport report) => Mitigations.Add(report);

        public override void OnAssessed(StageContext stage, RiskAssessment assessment, TimeSpan duration) => Assessments.Add(assessment);
    }
}
