namespace Resilience.Tests.Orchestration;

/// <summary>What runs do when nothing goes wrong.</summary>
public sealed class OrchestratorTests
{
    private readonly Works _works = new();

    [Fact]
    public async Task Stages_run_in_order_and_each_gets_what_the_one_before_returned()
    {
        RunResult<Trail> run = await _works.Plain("A", "B", "C").RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Completed);
        run.Context.Steps.Should().Equal("A", "B", "C");
        run.Stages.Select(stage => stage.Status).Should().AllBeEquivalentTo(StageStatus.Completed);
        run.Stages.Select(stage => stage.Hash).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        run.ThrowIfFailed().Should().BeSameAs(run);
        (await _works.RecordsAsync("1")).Should().Equal("Started", "Stage A", "Stage B", "Stage C", "Finished");
    }

    [Fact]
    public async Task Without_checkpoints_they_run_just_the_same()
    {
        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddStage("A", _works.Step)
            .AddStage("B", (_, trail) => trail.Then("b"))
            .AddStage("C", async (_, trail, token) =>
            {
                await Task.Yield();
                return trail.Then("c");
            })
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("A", "b", "c");
        run.Hash.Should().BeNull();
        run.Report.Run.FencingToken.Should().Be(0);
        orchestrator.Running.Should().BeEmpty();
        orchestrator.Counters.Completed.Should().Be(1);
    }

    [Fact]
    public async Task A_finished_run_returns_what_was_recorded()
    {
        RunResult<Trail> first = await _works.Plain("A", "B").RunAsync("1", new(), _works.Test);

        RunResult<Trail> again = await _works.Plain("A", "B").RunAsync("1", new(), _works.Test);

        _works.Ran.Should().Equal("A", "B");
        again.IsRecorded.Should().BeTrue();
        again.Status.Should().Be(RunResultStatus.Completed);
        again.Context.Steps.Should().Equal("A", "B");
        again.Hash.Should().Be(first.Hash);
        again.Stages.Select(stage => stage.Status).Should().AllBeEquivalentTo(StageStatus.Resumed);
        again.Stages.Select(stage => stage.Recorded).Should().AllBeEquivalentTo(StageStatus.Completed);
    }

    [Fact]
    public async Task The_same_id_with_another_input_is_an_error()
    {
        await _works.Plain("A").RunAsync("1", new(), _works.Test);

        Func<Task> other = () => _works.Plain("A").RunAsync("1", new() { Number = 2 }, _works.Test);

        (await other.Should().ThrowAsync<RunException>()).Which.Error.Should().Be(RunError.InputMismatch);
    }

    [Fact]
    public async Task A_run_that_the_caller_interrupted_goes_on_where_it_was()
    {
        using var caller = new CancellationTokenSource();
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", _works.Step)
            .AddStage("B", async (stage, trail, token) =>
            {
                _works.Started(stage);
                if (_works.Ran.Count == 2)
                {
                    await caller.CancelAsync();
                    token.ThrowIfCancellationRequested();
                }

                return trail.Then("B");
            })
            .Build();
        Func<Task> interrupted = () => orchestrator.RunAsync("1", new(), caller.Token);
        (await interrupted.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("A", "B");
        _works.Ran.Should().Equal("A", "B", "B");
        run.Stages.Select(stage => stage.Status).Should().Equal(StageStatus.Resumed, StageStatus.Completed);
        run.Report.Run.FencingToken.Should().Be(2);
        (await _works.RecordsAsync("1")).Should().Equal("Started", "Stage A", "Owned", "Stage B", "Finished");
    }

    [Fact]
    public async Task A_failed_run_is_finished_and_resuming_opens_it_again()
    {
        bool works = false;
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", _works.Step)
            .AddStage("B", (_, trail) => works ? trail.Then("B") : throw new FormatException("no"))
            .Build();
        RunResult<Trail> failed = await orchestrator.RunAsync("1", new(), _works.Test);
        failed.Status.Should().Be(RunResultStatus.Failed);
        failed.Failure!.Exception.Should().BeOfType<FormatException>();
        failed.Context.Steps.Should().Equal("A");
        failed.Invoking(run => run.ThrowIfFailed()).Should().Throw<RunFailedException>().WithInnerException<FormatException>();
        RunResult<Trail> recorded = await orchestrator.RunAsync("1", new(), _works.Test);
        recorded.Status.Should().Be(RunResultStatus.Failed);
        recorded.IsRecorded.Should().BeTrue();
        recorded.Failure!.Code.Should().Be(failed.Failure.Code);

        works = true;
        RunResult<Trail> resumed = await orchestrator.ResumeAsync("1", cancellationToken: _works.Test);

        resumed.Status.Should().Be(RunResultStatus.Completed);
        resumed.Context.Steps.Should().Equal("A", "B");
        (await _works.RecordsAsync("1")).Should().Equal("Started", "Stage A", "Finished B", "Owned", "Restarted B", "Stage B", "Finished");
        (await _works.Store.VerifyAsync(new("works", "1"), _works.Test))!.IsIntact.Should().BeTrue();
    }

    [Fact]
    public async Task Branches_work_on_their_own_copies_and_are_merged()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", _works.Step)
            .AddParallel(
                "BOTH",
                group => group
                    .AddBranch("LEFT", (_, trail) =>
                    {
                        trail.Steps.Add("left");
                        return trail;
                    })
                    .AddBranch("RIGHT", (_, trail) =>
                    {
                        trail.Steps.Add("right");
                        return trail;
                    }),
                (start, results) => start.Then(string.Join('+', results.Select(result => result.ToString()))))
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("A", "A left+A right");
        run.Stages[1].Branches.Select(branch => branch.Status).Should().Equal(StageStatus.Completed, StageStatus.Completed);
        (await _works.RecordsAsync("1")).Should().Equal("Started", "Stage A", "Stage BOTH", "Finished");
        orchestrator.ToString().Should().Be("works: A → BOTH [LEFT | RIGHT]");
    }
}
