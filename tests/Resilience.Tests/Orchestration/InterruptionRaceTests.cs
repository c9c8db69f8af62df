using Resilience.Checkpoints;

namespace Resilience.Tests.Orchestration;

/// <summary>Interruptions at moments that are easily forgotten.</summary>
public sealed class InterruptionRaceTests
{
    private readonly Works _works = new();

    [Fact]
    public async Task A_fork_that_was_interrupted_is_incomplete_also_after_it_was_cancelled()
    {
        RunResult<Trail> run = await _works.Plain("A", "B", "C").RunAsync("1", new(), _works.Test);
        CheckpointRecord started = (await _works.Store.ReadAsync(run.Report.Run.Key, 1, _works.Test))!;
        await using (IRunLease lease = await _works.Store.AcquireAsync(new("works", "2"), cancellationToken: _works.Test))
        {
            CheckpointMetadata metadata = started.Info.Metadata with
            {
                Properties = new Dictionary<string, string> { ["resilience.forked_from"] = "1", ["resilience.forked_records"] = "3" },
            };
            await lease.AppendAsync(new(metadata, started.Payload), _works.Test);
        }

        (await _works.Plain("A", "B", "C").CancelAsync("2", _works.Test)).Should().BeTrue();
        Func<Task> resume = () => _works.Plain("A", "B", "C").ResumeAsync("2", cancellationToken: _works.Test);

        (await resume.Should().ThrowAsync<RunException>()).Which.Error.Should().Be(RunError.ForkIncomplete);
    }

    [Fact]
    public async Task A_stage_behind_the_one_that_a_run_goes_back_to_has_all_its_mitigations_again()
    {
        int failures = 3;
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .UseRisks(new Judge((_, _, _) => MitigationResult.Retry<Trail>()))
            .AddStage("A", _works.Step)
            .AddStage("B", _works.Step)
            .AddStage(
                "C",
                (stage, trail, token) => failures-- > 0 ? throw new FormatException() : _works.Step(stage, trail, token),
                stage => stage.MaxMitigations = 2)
            .Build();
        (await orchestrator.RunAsync("1", new(), _works.Test)).Status.Should().Be(RunResultStatus.Failed);
        failures = 0;

        RunResult<Trail> clean = await orchestrator.ResumeFromAsync("1", "B", cancellationToken: _works.Test);
        failures = 2;
        RunResult<Trail> mended = await orchestrator.ResumeFromAsync("1", "A", cancellationToken: _works.Test);

        clean.Stages.Select(stage => stage.Status).Should().Equal(StageStatus.Resumed, StageStatus.Completed, StageStatus.Completed);
        mended.Stages.Select(stage => stage.Status).Should().Equal(StageStatus.Completed, StageStatus.Completed, StageStatus.Mitigated);
    }

    [Fact]
    public async Task A_caller_who_cancels_while_a_mitigation_decides_interrupts_the_run_and_does_not_fail_it()
    {
        using var caller = new CancellationTokenSource();
        bool works = false;
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .UseRisks(new Judge((_, _, token) =>
            {
                caller.Cancel();
                token.ThrowIfCancellationRequested();
                return default;
            }))
            .AddStage("A", (stage, trail, token) => works ? _works.Step(stage, trail, token) : throw new FormatException())
            .Build();
        Func<Task> interrupted = () => orchestrator.RunAsync("1", new(), caller.Token);

        (await interrupted.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);
        works = true;
        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Completed);
        (await _works.RecordsAsync("1")).Should().Equal("Started", "Owned", "Stage A", "Finished");
    }

    [Fact]
    public async Task A_condition_that_fails_because_its_run_was_stopped_does_not_fail_the_run()
    {
        using var caller = new CancellationTokenSource();
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", _works.Step, stage => stage.Condition = _ =>
            {
                if (caller.IsCancellationRequested)
                    return true;
                caller.Cancel();
                throw new ObjectDisposedException("whatever it needs");
            })
            .Build();
        Func<Task> interrupted = () => orchestrator.RunAsync("1", new(), caller.Token);

        (await interrupted.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);

        (await orchestrator.RunAsync("1", new(), _works.Test)).Status.Should().Be(RunResultStatus.Completed);
    }

    [Fact]
    public async Task A_stage_that_cancels_itself_has_failed_and_nobody_has_lost_the_run()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", (_, _) => throw new OperationCanceledException())
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Failed);
        run.Stages[0].Status.Should().Be(StageStatus.Failed);
        run.Failure!.Exception.Should().BeOfType<OperationCanceledException>();
    }

    [Fact]
    public async Task A_branch_that_cancels_itself_has_failed_and_the_other_was_cancelled()
    {
        var begun = new TaskCompletionSource();
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddParallel(
                "BOTH",
                group => group
                    .AddBranch("LEFT", async (_, trail, token) =>
                    {
                        await begun.Task;
                        throw new TaskCanceledException();
                    })
                    .AddBranch("RIGHT", async (_, trail, token) =>
                    {
                        begun.SetResult();
                        await Task.Delay(Timeout.Infinite, token);
                        return trail;
                    }),
                (start, _) => start)
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Failed);
        run.Failure!.Stage.Name.Should().Be("LEFT");
        run.Stages[0].Branches.Select(branch => branch.Status).Should().Equal(StageStatus.Failed, StageStatus.Cancelled);
    }

    [Fact]
    public async Task A_run_that_another_one_completes_while_it_is_about_to_be_resumed_is_not_finished_twice()
    {
        Orchestrator<Trail> quicker = _works.Plain("A");
        using var caller = new CancellationTokenSource();
        Func<Task> interrupted = () => _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", async (_, trail, token) =>
            {
                await caller.CancelAsync();
                token.ThrowIfCancellationRequested();
                return trail;
            })
            .Build().RunAsync("1", new(), caller.Token);
        await interrupted.Should().ThrowAsync<OperationCanceledException>();
        var store = new MeddlingStore(_works.Store) { BeforeAcquisition = () => quicker.RunAsync("1", new(), _works.Test) };

        RunResult<Trail> run = await _works.Builder().UseCheckpoints(store).AddStage("A", _works.Step).Build()
            .ResumeAsync("1", cancellationToken: _works.Test);

        run.IsRecorded.Should().BeTrue();
        run.Context.Steps.Should().Equal("A");
        (await _works.RecordsAsync("1")).Should().Equal("Started", "Owned", "Stage A", "Finished", "Owned");
    }

    [Fact]
    public async Task A_run_that_another_one_opens_again_while_its_result_is_read_is_resumed()
    {
        bool works = false;
        OrchestratorBuilder<Trail> builder = _works.Builder()
            .AddStage("A", (stage, trail, token) => works ? _works.Step(stage, trail, token) : throw new FormatException());
        await builder.UseCheckpoints(_works.Store).Build().RunAsync("1", new(), _works.Test);
        var store = new MeddlingStore(_works.Store, async () =>
        {
            await using IRunLease lease = await _works.Store.AcquireAsync(new("works", "1"), cancellationToken: _works.Test);
            string definition = lease.History[0].Metadata.DefinitionHash;
            await lease.AppendAsync(new(new() { Kind = CheckpointKind.Restarted, DefinitionHash = definition, Stage = "A" }), _works.Test);
            works = true;
        });

        RunResult<Trail> run = await builder.UseCheckpoints(store).Build().RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Completed);
        (await _works.RecordsAsync("1")).Should().Equal("Started", "Finished A", "Owned", "Restarted A", "Owned", "Stage A", "Finished");
    }

    [Fact]
    public async Task A_fork_whose_change_throws_is_not_there()
    {
        Orchestrator<Trail> orchestrator = _works.Plain("A", "B");
        await orchestrator.RunAsync("1", new(), _works.Test);
        Func<Task> fork = () => orchestrator.ForkAsync("1", "2", "B", _ => throw new FormatException(), cancellationToken: _works.Test);

        await fork.Should().ThrowAsync<FormatException>();

        (await _works.Store.FindRunAsync(new("works", "2"), _works.Test)).Should().BeNull();
        RunResult<Trail> run = await orchestrator.ForkAsync("1", "2", "B", cancellationToken: _works.Test);
        run.Status.Should().Be(RunResultStatus.Completed);
    }

    [Fact]
    public async Task A_fork_whose_caller_gives_up_while_it_is_made_can_be_resumed()
    {
        using var caller = new CancellationTokenSource();
        await _works.Plain("A", "B", "C").RunAsync("1", new(), _works.Test);
        int reads = 0;
        var store = new MeddlingStore(_works.Store)
        {
            BeforeRead = () =>
            {
                if (++reads == 2)
                    caller.Cancel();
            },
        };
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(store)
            .AddStage("A", _works.Step).AddStage("B", _works.Step).AddStage("C", _works.Step).Build();
        Func<Task> fork = () => orchestrator.ForkAsync("1", "2", "C", cancellationToken: caller.Token);

        (await fork.Should().ThrowAsync<OperationCanceledException>()).Which.CancellationToken.Should().Be(caller.Token);

        (await orchestrator.ResumeAsync("2", cancellationToken: _works.Test)).Context.Steps.Should().Equal("A", "B", "C");
    }

    [Fact]
    public async Task A_run_that_is_deleted_while_it_is_about_to_be_resumed_is_not_found()
    {
        await _works.Plain("A").RunAsync("1", new(), _works.Test);
        var store = new MeddlingStore(_works.Store)
        {
            BeforeAcquisition = async () => await _works.Store.DeleteAsync(new("works", "1"), cancellationToken: _works.Test),
        };
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(store).AddStage("A", _works.Step).Build();
        Func<Task> resume = () => orchestrator.ResumeFromAsync("1", "A", cancellationToken: _works.Test);

        (await resume.Should().ThrowAsync<RunException>()).Which.Error.Should().Be(RunError.NotFound);
    }
}
