using Resilience.Stages;

namespace Resilience.Tests.Orchestration;

/// <summary>Conditions and gates before stages.</summary>
public sealed class StageGateTests
{
    private readonly Works _works = new();

    [Fact]
    public async Task A_stage_that_is_not_wanted_is_skipped_and_that_is_recorded()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", _works.Step)
            .AddStage("B", _works.Step, options => options.Condition = trail => trail.Steps.Count == 0)
            .AddStage("C", _works.Step)
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Stages.Select(stage => stage.Status).Should().Equal(StageStatus.Completed, StageStatus.Skipped, StageStatus.Completed);
        run.Context.Steps.Should().Equal("A", "C");
        (await _works.RecordsAsync("1")).Should().Contain("Stage B");
    }

    [Fact]
    public async Task A_condition_that_throws_fails_its_stage()
    {
        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddStage("A", _works.Step, options => options.Condition = _ => throw new FormatException())
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Failed);
        run.Failure!.Exception.Should().BeOfType<FormatException>();
        _works.Ran.Should().BeEmpty();
    }

    [Fact]
    public async Task A_gate_that_refuses_interrupts_the_run_and_it_goes_on_later()
    {
        bool open = false;
        Orchestrator<Trail> orchestrator = Gated(stage => open || stage.Stage.Name == "A"
            ? StageGateDecision.Proceed
            : StageGateDecision.Refuse(new(RejectionReason.DependencyUnhealthy, "db"), "the database is down"));

        RunResult<Trail> first = await orchestrator.RunAsync("1", new(), _works.Test);
        open = true;
        RunResult<Trail> second = await orchestrator.RunAsync("1", new(), _works.Test);

        first.Status.Should().Be(RunResultStatus.Interrupted);
        first.Failure!.Code.Should().Be(ErrorCodes.DependencyUnhealthy);
        first.Stages[1].Reason.Should().Be("the database is down");
        first.Invoking(run => run.ThrowIfFailed()).Should().Throw<RunFailedException>().Which.Code.Should().Be(ErrorCodes.DependencyUnhealthy);
        second.Context.Steps.Should().Equal("A", "B");
        _works.Ran.Should().Equal("A", "B");
    }

    [Fact]
    public async Task A_gate_may_skip()
    {
        Orchestrator<Trail> orchestrator = Gated(stage => stage.Stage.Name == "B" ? StageGateDecision.Skip("not now") : default);

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Stages[1].Status.Should().Be(StageStatus.Skipped);
        run.Stages[1].Reason.Should().Be("not now");
    }

    [Fact]
    public async Task A_gate_may_want_less()
    {
        Orchestrator<Trail> orchestrator = _works.Builder()
            .UseGate(new ScriptedGate(_ => StageGateDecision.Degrade("emergency")))
            .AddStage("A", (stage, trail) => trail.Then(stage.IsDegraded ? "less" : "all"))
            .AddStage("B", (_, trail) => trail.Then("all"), options => options.DegradedBody = (_, trail, _) => new(trail.Then("variant")))
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("less", "variant");
        run.Stages.Select(stage => stage.Status).Should().AllBeEquivalentTo(StageStatus.Degraded);
    }

    [Fact]
    public async Task A_gate_that_waits_is_asked_again()
    {
        int asked = 0;
        var waits = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Orchestrator<Trail> orchestrator = Gated(stage =>
        {
            if (stage.Stage.Name != "B" || ++asked > 1)
                return default;
            waits.SetResult();
            return StageGateDecision.Wait(TimeSpan.FromMinutes(1), "soon");
        });
        Task<RunResult<Trail>> run = orchestrator.RunAsync("1", new(), _works.Test);
        await waits.Task.WaitAsync(_works.Test);
        while (!run.IsCompleted)
        {
            _works.Clock.Advance(TimeSpan.FromMinutes(1));
            await Task.Yield();
        }

        (await run).Context.Steps.Should().Equal("A", "B");
        asked.Should().Be(2);
    }

    private Orchestrator<Trail> Gated(Func<StageContext, StageGateDecision> decide) => _works.Builder()
        .UseGate(new ScriptedGate(decide))
        .UseCheckpoints(_works.Store)
        .AddStage("A", _works.Step)
        .AddStage("B", _works.Step)
        .Build();
}
