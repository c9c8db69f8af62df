using Resilience.Risks;

namespace Resilience.Tests.Orchestration;

/// <summary>What is done about a stage that has failed.</summary>
public sealed class MitigationTests
{
    private readonly Works _works = new();
    private readonly ScriptedRisks _risks = new();

    [Fact]
    public async Task A_stage_that_runs_again_and_succeeds_is_mitigated()
    {
        var seen = new List<(int Ordinal, string Key)>();
        _risks.Mitigate = static (_, _, _) => MitigationResult.Retry<Trail>("once more");
        Orchestrator<Trail> orchestrator = Build((stage, trail) =>
        {
            seen.Add((stage.Mitigation, stage.IdempotencyKey));
            trail.Steps.Add("touched");
            return stage.Mitigation < 2 ? throw new FormatException() : trail.Then("B");
        });

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Stages[1].Status.Should().Be(StageStatus.Mitigated);
        run.Stages[1].Mitigations.Should().Be(2);
        run.Stages[1].Reason.Should().Be("once more");
        run.Stages[1].Failure!.Exception.Should().BeOfType<FormatException>();
        run.Context.Steps.Should().Equal("A", "touched", "B", "C");
        seen.Select(pass => pass.Ordinal).Should().Equal(0, 1, 2);
        seen.Select(pass => pass.Key).Should().OnlyHaveUniqueItems();
        (await _works.RecordsAsync("1")).Should().Equal("Started", "Stage A", "Intent B", "Intent B", "Stage B", "Stage C", "Finished");
    }

    [Fact]
    public async Task A_changed_context_is_recorded_before_the_stage_runs_again()
    {
        using var caller = new CancellationTokenSource();
        _risks.Mitigate = static (_, trail, _) => MitigationResult.RetryWith(trail.Then("lowered"));
        bool dies = true;
        Orchestrator<Trail> orchestrator = Build((stage, trail) =>
        {
            if (stage.Mitigation == 0)
                throw new FormatException();
            if (dies)
                caller.Cancel();
            stage.Mitigation.Should().Be(1);
            return dies ? throw new IOException() : trail.Then("B");
        });
        Func<Task> interrupted = () => orchestrator.RunAsync("1", new(), caller.Token);
        await interrupted.Should().ThrowAsync<OperationCanceledException>();
        dies = false;

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("A", "lowered", "B", "C");
        run.Stages[1].Status.Should().Be(StageStatus.Mitigated);
    }

    [Fact]
    public async Task It_runs_again_only_so_often()
    {
        int passes = 0;
        _risks.Mitigate = static (_, _, _) => MitigationResult.Retry<Trail>();
        Orchestrator<Trail> orchestrator = Build((_, _) =>
        {
            passes++;
            throw new FormatException();
        });

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Failed);
        passes.Should().Be(4);
        run.Stages[2].Status.Should().Be(StageStatus.NotRun);
    }

    [Theory]
    [InlineData(MitigationAction.Continue, StageStatus.Mitigated, "A given C")]
    [InlineData(MitigationAction.Degrade, StageStatus.Degraded, "A given C")]
    [InlineData(MitigationAction.Skip, StageStatus.Skipped, "A C")]
    public async Task The_run_goes_on_as_the_mitigation_says(MitigationAction action, StageStatus status, string context)
    {
        _risks.Mitigate = (_, trail, _) => action switch
        {
            MitigationAction.Continue => MitigationResult.Continue(trail.Then("given"), "why"),
            MitigationAction.Degrade => MitigationResult.Degrade(trail.Then("given"), "why"),
            _ => MitigationResult.Skip<Trail>("why"),
        };
        Orchestrator<Trail> orchestrator = Build((_, trail) =>
        {
            trail.Steps.Add("touched");
            throw new FormatException();
        });

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);
        RunResult<Trail> recorded = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Completed);
        run.Context.ToString().Should().Be(context);
        run.Stages[1].Status.Should().Be(status);
        run.Stages[1].Reason.Should().Be("why");
        recorded.Stages[1].Recorded.Should().Be(status);
        recorded.Stages[1].Reason.Should().Be("why");
        recorded.Context.ToString().Should().Be(context);
    }

    [Fact]
    public async Task An_abort_ends_the_run_for_good_until_somebody_opens_it_again()
    {
        _risks.Mitigate = static (_, _, _) => MitigationResult.Abort<Trail>("harm");
        bool works = false;
        Orchestrator<Trail> orchestrator = Build((_, trail) => works ? trail.Then("B") : throw new FormatException());

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Aborted);
        run.Stages[1].Status.Should().Be(StageStatus.Aborted);
        run.Stages[1].Reason.Should().Be("harm");
        (await orchestrator.RunAsync("1", new(), _works.Test)).Status.Should().Be(RunResultStatus.Aborted);
        works = true;
        (await orchestrator.ResumeAsync("1", cancellationToken: _works.Test)).Context.Steps.Should().Equal("A", "B", "C");
    }

    [Fact]
    public async Task An_assessment_may_abort_before_the_stage_begins()
    {
        _risks.Assess = static (stage, _) => stage.Stage.Name == "B"
            ? new() { AbortsBecause = new("R1", RiskSeverity.Critical, "no good") }
            : RiskAssessment.None;

        RunResult<Trail> run = await Build((_, trail) => trail.Then("B")).RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Aborted);
        run.Failure!.Code.Should().Be(ErrorCodes.RunAborted);
        run.Stages[1].Reason.Should().Be("R1: no good");
        run.Stages[1].Attempts.Should().Be(0);
    }

    [Fact]
    public async Task What_they_throw_changes_nothing()
    {
        _risks.Assess = static (_, _) => throw new InvalidOperationException();
        _risks.Mitigate = static (_, _, _) => throw new InvalidOperationException();

        RunResult<Trail> run = await Build((_, _) => throw new FormatException()).RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Failed);
        run.Failure!.Exception.Should().BeOfType<FormatException>();
        run.Context.Steps.Should().Equal("A");
    }

    private Orchestrator<Trail> Build(Func<StageContext, Trail, Trail> second) => _works.Builder()
        .AddStage("A", _works.Step)
        .AddStage("B", second)
        .AddStage("C", _works.Step)
        .UseRisks(_risks)
        .UseCheckpoints(_works.Store)
        .Build();
}
