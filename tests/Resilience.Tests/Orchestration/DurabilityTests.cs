namespace Resilience.Tests.Orchestration;

/// <summary>When records are written, in each mode.</summary>
public sealed class DurabilityTests
{
    private readonly Works _works = new();

    [Theory]
    [InlineData(CheckpointDurability.BeforeNextStage)]
    [InlineData(CheckpointDurability.Background)]
    [InlineData(CheckpointDurability.AtRunEnd)]
    public async Task A_run_that_is_interrupted_leaves_everything_behind_that_was_done(CheckpointDurability durability)
    {
        using var caller = new CancellationTokenSource();
        Orchestrator<Trail> orchestrator = Build(durability, "C", caller.Cancel);
        await orchestrator.Invoking(o => o.RunAsync("1", new(), caller.Token)).Should().ThrowAsync<OperationCanceledException>();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("A", "B", "C", "D");
        _works.Ran.Should().Equal("A", "B", "C", "D");
        run.Stages.Select(stage => stage.Hash).Should().NotContainNulls();
    }

    [Fact]
    public async Task At_the_run_end_nothing_is_written_before()
    {
        List<string> before = [];
        Orchestrator<Trail> orchestrator = Build(
            CheckpointDurability.AtRunEnd, "D", () => before = _works.RecordsAsync("1").GetAwaiter().GetResult());

        await orchestrator.RunAsync("1", new(), _works.Test);

        before.Should().Equal("Started");
        (await _works.RecordsAsync("1")).Should().Equal("Started", "Stage A", "Stage B", "Stage C", "Stage D", "Finished");
    }

    [Fact]
    public async Task A_context_that_cannot_be_stored_is_the_stages_failure()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", (_, _) => new Trail { Text = "half \ud800" })
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Failed);
        run.Failure!.Code.Should().Be(ErrorCodes.NotSerializable);
    }

    [Fact]
    public async Task A_stage_that_returns_nothing_has_failed()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().AddStage("A", (_, _) => null!).Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Failure!.Exception!.Message.Should().Be("The stage A returned no context.");
    }

    private Orchestrator<Trail> Build(CheckpointDurability durability, string at, Action act)
    {
        OrchestratorBuilder<Trail> builder = _works.Builder().UseCheckpoints(_works.Store, durability);
        foreach (string name in (string[])["A", "B", "C", "D"])
        {
            builder.AddStage(name, (stage, trail, token) =>
            {
                if (name == at)
                    act();
                return _works.Step(stage, trail, token);
            });
        }

        return builder.Build();
    }
}
