using Resilience.Checkpoints;

namespace Resilience.Tests.Orchestration;

/// <summary>Going back, forking, cancelling, listing.</summary>
public sealed class RestartTests
{
    private readonly Works _works = new();

    [Fact]
    public async Task A_run_goes_back_to_a_stage_with_new_keys_from_there_on()
    {
        var keys = new List<string>();
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", Keyed)
            .AddStage("B", Keyed)
            .AddStage("C", Keyed)
            .Build();
        await orchestrator.RunAsync("1", new(), _works.Test);

        RunResult<Trail> run = await orchestrator.ResumeFromAsync("1", "B", cancellationToken: _works.Test);

        run.Context.Steps.Should().Equal("A", "B", "C");
        run.Stages.Select(stage => stage.Status).Should().Equal(StageStatus.Resumed, StageStatus.Completed, StageStatus.Completed);
        keys.Should().HaveCount(5).And.OnlyHaveUniqueItems();
        (await orchestrator.RunAsync("1", new(), _works.Test)).IsRecorded.Should().BeTrue();
        (await _works.Store.VerifyAsync(new("works", "1"), _works.Test))!.IsIntact.Should().BeTrue();

        Trail Keyed(StageContext stage, Trail trail)
        {
            keys.Add(stage.IdempotencyKey);
            return trail.Then(stage.Stage.Name);
        }
    }

    [Theory]
    [InlineData("X", RunError.StageNotReached)]
    [InlineData("C", RunError.StageNotReached)]
    public async Task It_cannot_go_where_it_has_not_been(string stage, RunError error)
    {
        Orchestrator<Trail> orchestrator = Stopping("A", "B", "C");
        await orchestrator.RunAsync("1", new(), _works.Test);

        Func<Task> resume = () => orchestrator.ResumeFromAsync("1", stage, cancellationToken: _works.Test);

        (await resume.Should().ThrowAsync<RunException>()).Which.Error.Should().Be(error);
    }

    [Fact]
    public async Task What_does_not_exist_cannot_be_resumed()
    {
        Func<Task>[] calls =
        [
            () => _works.Plain("A").ResumeAsync("1", cancellationToken: _works.Test),
            () => _works.Plain("A").ResumeFromAsync("1", "A", cancellationToken: _works.Test),
            () => _works.Plain("A").ForkAsync("1", "2", "A", cancellationToken: _works.Test),
        ];
        foreach (Func<Task> call in calls)
            (await call.Should().ThrowAsync<RunException>()).Which.Error.Should().Be(RunError.NotFound);
    }

    [Fact]
    public async Task Without_a_store_there_is_nothing_to_resume()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().AddStage("A", _works.Step).Build();
        Func<Task> resume = () => orchestrator.ResumeAsync("1", cancellationToken: _works.Test);

        (await resume.Should().ThrowAsync<InvalidOperationException>()).WithMessage("*UseCheckpoints*");
        (await orchestrator.CancelAsync("1", _works.Test)).Should().BeFalse();
    }

    [Fact]
    public async Task A_fork_goes_its_own_way_and_leaves_the_other_run_alone()
    {
        Orchestrator<Trail> orchestrator = _works.Plain("A", "B", "C");
        RunResult<Trail> origin = await orchestrator.RunAsync("1", new() { Number = 7 }, _works.Test);

        RunResult<Trail> fork = await orchestrator.ForkAsync("1", "2", "C", trail => trail.Then("changed"), cancellationToken: _works.Test);

        fork.Context.Steps.Should().Equal("A", "B", "changed", "C");
        fork.Context.Number.Should().Be(7);
        fork.Report.ForkedFrom.Should().Be("1");
        fork.Stages.Select(stage => stage.Status).Should().Equal(StageStatus.Resumed, StageStatus.Resumed, StageStatus.Completed);
        (await orchestrator.RunAsync("1", new() { Number = 7 }, _works.Test)).Hash.Should().Be(origin.Hash);
        (await orchestrator.RunAsync("2", new() { Number = 7 }, _works.Test)).Context.Steps.Should().Equal("A", "B", "changed", "C");
        (await _works.RecordsAsync("2")).Should().Equal("Started", "Stage A", "Stage B", "Intent C", "Stage C", "Finished");
    }

    [Fact]
    public async Task A_fork_needs_an_id_of_its_own()
    {
        Orchestrator<Trail> orchestrator = _works.Plain("A");
        await orchestrator.RunAsync("1", new(), _works.Test);
        await orchestrator.RunAsync("2", new(), _works.Test);

        Func<Task> fork = () => orchestrator.ForkAsync("1", "2", "A", cancellationToken: _works.Test);

        (await fork.Should().ThrowAsync<RunException>()).Which.Error.Should().Be(RunError.AlreadyExists);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_while_it_runs_is_finished()
    {
        Orchestrator<Trail>? orchestrator = null;
        orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", _works.Step)
            .AddStage("B", async (stage, trail, token) =>
            {
                orchestrator!.Running.Should().Equal("1");
                (await orchestrator.CancelAsync("1", _works.Test)).Should().BeTrue();
                token.IsCancellationRequested.Should().BeTrue();
                token.ThrowIfCancellationRequested();
                return trail;
            })
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Cancelled);
        run.Stages[1].Status.Should().Be(StageStatus.Cancelled);
        run.Invoking(r => r.ThrowIfFailed()).Should().Throw<RunFailedException>().Which.Code.Should().Be(ErrorCodes.Cancelled);
        (await orchestrator.RunAsync("1", new(), _works.Test)).Status.Should().Be(RunResultStatus.Cancelled);
        (await orchestrator.CancelAsync("1", _works.Test)).Should().BeFalse();
    }

    [Fact]
    public async Task A_run_that_was_interrupted_can_be_cancelled_and_opened_again()
    {
        Orchestrator<Trail> orchestrator = Stopping("A", "B", "C");
        await orchestrator.RunAsync("1", new(), _works.Test);
        (await Interrupted(orchestrator)).Should().Equal("1");

        (await orchestrator.CancelAsync("1", _works.Test)).Should().BeTrue();

        (await Interrupted(orchestrator)).Should().BeEmpty();
        RunResult<Trail> recorded = await orchestrator.RunAsync("1", new(), _works.Test);
        recorded.Status.Should().Be(RunResultStatus.Cancelled);
        recorded.Context.Steps.Should().Equal("A");
        (await _works.Plain("A", "B", "C").ResumeAsync("1", cancellationToken: _works.Test)).Context.Steps.Should().Equal("A", "B", "C");
    }

    [Fact]
    public async Task A_run_cannot_run_twice_at_once()
    {
        Orchestrator<Trail>? orchestrator = null;
        Exception? second = null;
        orchestrator = _works.Builder()
            .AddStage("A", async (stage, trail, token) =>
            {
                second = await Record.ExceptionAsync(() => orchestrator!.RunAsync("1", new(), token));
                return trail;
            })
            .Build();

        await orchestrator.RunAsync("1", new(), _works.Test);

        second.Should().BeOfType<RunException>().Which.Error.Should().Be(RunError.AlreadyRunning);
    }

    [Fact]
    public async Task A_run_that_another_orchestrator_owns_is_refused()
    {
        Exception? second = null;
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", async (stage, trail, token) =>
            {
                second = await Record.ExceptionAsync(() => _works.Plain("A").RunAsync("1", new(), token));
                return trail;
            })
            .Build();

        await orchestrator.RunAsync("1", new(), _works.Test);

        second.Should().BeOfType<CheckpointException>().Which.Error.Should().Be(CheckpointError.RunOwned);
    }

    [Fact]
    public async Task An_owner_that_lost_its_run_stops_and_its_stage_is_not_recorded()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", _works.Step)
            .AddStage("B", async (stage, trail, token) =>
            {
                RunResult<Trail> other = await _works.Plain("A", "B").RunAsync(
                    "1", new(), new RunOptions { Acquisition = new() { TakeOver = true } }, token);
                other.Context.Steps.Should().Equal("A", "B");
                return trail.Then("late");
            })
            .Build();

        Func<Task> run = () => orchestrator.RunAsync("1", new(), _works.Test);

        (await run.Should().ThrowAsync<CheckpointException>()).Which.Error.Should().Be(CheckpointError.OwnershipLost);
        (await _works.Plain("A", "B").RunAsync("1", new(), _works.Test)).Context.Steps.Should().Equal("A", "B");
    }

    private static async Task<List<string>> Interrupted(Orchestrator<Trail> orchestrator)
    {
        var runs = new List<string>();
        await foreach (RunHead head in orchestrator.ListRunsAsync(RunStatus.Interrupted, TestContext.Current.CancellationToken))
            runs.Add(head.Run.RunId);
        return runs;
    }

    /// <summary>A pipeline whose second stage is refused.</summary>
    private Orchestrator<Trail> Stopping(string first, string second, string third) => _works.Builder().UseCheckpoints(_works.Store)
        .AddStage(first, _works.Step)
        .AddStage(second, (_, _) => throw new RejectedException(new(RejectionReason.Custom, "test")))
        .AddStage(third, _works.Step)
        .Build();
}
