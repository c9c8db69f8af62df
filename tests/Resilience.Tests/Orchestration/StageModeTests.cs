namespace Resilience.Tests.Orchestration;

/// <summary>Stages that run in some operation modes only.</summary>
public sealed class StageModeTests : IDisposable
{
    private readonly Works _works = new();
    private readonly OperationModeControl _control = new();

    public void Dispose() => _control.Dispose();

    [Fact]
    public async Task A_stage_is_skipped_degraded_or_refused_outside_of_its_modes()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store).UseOperationMode(_control)
            .AddStage("A", _works.Step)
            .AddStage("B", _works.Step, static options => options.Modes = [OperationMode.Normal])
            .AddStage("C", _works.Step, options =>
            {
                options.Modes = [OperationMode.Normal];
                options.DegradedBody = (_, trail, _) => new(trail.Then("C, but less"));
            })
            .AddStage("D", _works.Step, static options => (options.Modes, options.OutsideModes) = ([OperationMode.Normal], StageModeAction.Refuse))
            .Build();
        _control.Override(OperationMode.Degraded, "test", "to see");

        RunResult<Trail> first = await orchestrator.RunAsync("1", new(), _works.Test);

        first.Status.Should().Be(RunResultStatus.Interrupted);
        first.Failure!.Code.Should().Be(ErrorCodes.FeatureDisabled);
        first.Stages.Select(static stage => stage.Status).Take(3)
            .Should().Equal(StageStatus.Completed, StageStatus.Skipped, StageStatus.Degraded);
        first.Stages[1].Reason.Should().Be("the operation mode is Degraded");

        // What was skipped and degraded stays so: its record says so. The rest goes on.
        _control.ClearOverride();
        RunResult<Trail> second = await orchestrator.RunAsync("1", new(), _works.Test);
        second.Status.Should().Be(RunResultStatus.Completed);
        second.Context.Steps.Should().Equal("A", "C, but less", "D");
    }

    [Fact]
    public async Task In_its_modes_it_runs_as_ever()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().UseOperationMode(_control)
            .AddStage("A", _works.Step, static options => options.Modes = [OperationMode.Normal, OperationMode.Degraded])
            .Build();
        _control.MarkDegraded("db", "slow");

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Stages[0].Status.Should().Be(StageStatus.Completed);
    }

    [Fact]
    public void Modes_that_cannot_work_are_reported_when_the_pipeline_is_built()
    {
        Action build = () => _works.Builder()
            .AddStage("A", _works.Step, static options => options.Modes = [OperationMode.Normal])
            .AddStage("B", _works.Step, static options => options.Modes = [])
            .AddParallel("C", group => group
                .AddBranch("D", _works.Step, static options => options.Modes = [OperationMode.Normal]), static (trail, _) => trail)
            .Build();

        build.Should().Throw<InvalidPipelineException>().Which.Errors.Should().Contain([
            "stage A: Modes is set, but the pipeline has no operation mode; call UseOperationMode.",
            "stage B: Modes is empty, but must be null, for all modes, or have at least one.",
            "stage D: a branch of a parallel group has no Modes; give them to 'C'.",
        ]);
    }
}
