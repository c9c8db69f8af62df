using Resilience.Checkpoints;
using Resilience.Stages;

namespace Resilience.Tests.Orchestration;

// What results and records said wrongly once.
public sealed partial class RunRegressionTests
{
    [Fact]
    public async Task Time_that_a_gate_waits_is_not_taken_from_the_stages_timeout()
    {
        TimeSpan? left = null;
        bool waited = false;
        Orchestrator<Trail> orchestrator = _works.Builder()
            .UseGate(new ScriptedGate(stage =>
            {
                stage.NewGuid();
                if (waited)
                    return default;
                waited = true;
                return StageGateDecision.Wait(TimeSpan.FromSeconds(2), "soon");
            }))
            .AddStage(
                "A",
                (stage, trail) =>
                {
                    left = stage.Remaining;
                    return trail;
                },
                options => options.Timeout = TimeSpan.FromSeconds(1))
            .Build();
        Task<RunResult<Trail>> run = orchestrator.RunAsync("1", new(), _works.Test);
        while (!run.IsCompleted)
        {
            _works.Clock.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
        }

        (await run).IsCompleted.Should().BeTrue();
        left.Should().Be(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_change_that_throws_leaves_no_fork_behind()
    {
        Orchestrator<Trail> orchestrator = _works.Plain("A", "B");
        await orchestrator.RunAsync("1", new(), _works.Test);

        Func<Task> fork = () => orchestrator.ForkAsync("1", "2", "B", _ => throw new FormatException(), cancellationToken: _works.Test);

        await fork.Should().ThrowAsync<FormatException>();
        (await _works.Store.FindRunAsync(new("works", "2"), _works.Test)).Should().BeNull();
    }

    [Fact]
    public async Task A_context_that_was_made_for_one_stage_is_not_given_to_another()
    {
        _risks.Mitigate = static (_, trail, _) => MitigationResult.RetryWith(trail.Then("for B"));
        Orchestrator<Trail> orchestrator = Risky((stage, _) => throw (stage.Mitigation == 0 ? new IOException() : _refusal));
        _risks.Mitigate = static (stage, trail, _) => stage.Mitigation == 0 ? MitigationResult.RetryWith(trail.Then("for B")) : default;
        (await orchestrator.RunAsync("1", new(), _works.Test)).Status.Should().Be(RunResultStatus.Interrupted);

        RunResult<Trail> run = await Build(DefinitionChange.ResumeIfPrefixUnchanged, "A", "X").RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("A", "X");
    }

    [Fact]
    public async Task What_a_branch_did_less_is_in_the_groups_record()
    {
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddParallel(
                "GROUP",
                group => group.AddBranch("L", (stage, trail) =>
                {
                    stage.Degrade("half of it");
                    return trail;
                }),
                static (start, _) => start)
            .Build();

        await orchestrator.RunAsync("1", new(), _works.Test);
        RunResult<Trail> recorded = await orchestrator.RunAsync("1", new(), _works.Test);

        recorded.Stages[0].Recorded.Should().Be(StageStatus.Degraded);
        recorded.Stages[0].Reason.Should().Be("L: half of it");
    }

    [Fact]
    public async Task What_a_failed_attempt_said_of_itself_does_not_count()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddRetry(new() { Backoff = Backoff.None }).Build();
        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddStage(
                "A",
                (stage, trail) =>
                {
                    if (stage.Attempt > 1)
                        return trail;
                    stage.Degrade("half of it");
                    throw new IOException();
                },
                options => options.UsePipeline(pipeline))
            .Build();

        (await orchestrator.RunAsync("1", new(), _works.Test)).Stages[0].Status.Should().Be(StageStatus.Completed);
    }

    [Fact]
    public async Task A_run_that_is_cancelled_while_it_ends_by_itself_is_cancelled_all_the_same()
    {
        Orchestrator<Trail>? orchestrator = null;
        Task<bool>? cancelled = null;
        var observer = new Ending(async () =>
        {
            cancelled = orchestrator!.CancelAsync("1", _works.Test).AsTask();
            await Task.Yield();
        });
        orchestrator = _works.Builder().UseCheckpoints(_works.Store).AddObserver(observer)
            .AddStage("A", (_, _) => throw _refusal).Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        (await cancelled!).Should().BeTrue();
        run.Status.Should().Be(RunResultStatus.Cancelled);
        (await _works.Store.FindRunAsync(new("works", "1"), _works.Test))!.Status.Should().Be(RunStatus.Finished);
    }

    [Fact]
    public async Task Refused_calls_leave_no_record()
    {
        Orchestrator<Trail> orchestrator = Build(DefinitionChange.Fail, "A", "B!");
        await orchestrator.RunAsync("1", new(), _works.Test);
        List<string> before = await _works.RecordsAsync("1");

        await orchestrator.Invoking(o => o.RunAsync("1", new() { Number = 1 }, _works.Test)).Should().ThrowAsync<RunException>();
        await Build(DefinitionChange.Fail, "X").Invoking(o => o.RunAsync("1", new(), _works.Test)).Should().ThrowAsync<RunException>();
        await orchestrator.Invoking(o => o.ResumeFromAsync("1", "C")).Should().ThrowAsync<RunException>();

        (await _works.RecordsAsync("1")).Should().Equal(before);
    }

    [Fact]
    public async Task Properties_of_users_stay_theirs()
    {
        Orchestrator<Trail> orchestrator = _works.Plain("A");
        RunOptions reserved = new() { Properties = new Dictionary<string, string> { ["resilience.forked_records"] = "99" } };
        RunOptions many = new() { Properties = Enumerable.Range(0, 49).ToDictionary(static i => $"{i}", static _ => "") };
        foreach (RunOptions options in (RunOptions[])[reserved, many])
            await orchestrator.Invoking(o => o.RunAsync("1", new(), options, _works.Test)).Should().ThrowAsync<ArgumentException>();

        RunOptions own = new() { Properties = new Dictionary<string, string> { ["ticket"] = "T-1" } };
        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), own, _works.Test);
        RunResult<Trail> recorded = await orchestrator.RunAsync("1", new(), _works.Test);
        RunResult<Trail> fork = await orchestrator.ForkAsync("1", "2", "A", cancellationToken: _works.Test);

        foreach (RunResult<Trail> result in (RunResult<Trail>[])[run, recorded, fork])
            result.Report.Run.Properties.Should().Equal(new Dictionary<string, string> { ["ticket"] = "T-1" });
    }

    [Fact]
    public async Task What_is_recorded_can_be_read_without_owning_the_run()
    {
        _risks.Mitigate = static (stage, _, _) =>
            stage.Mitigation == 0 ? MitigationResult.Retry<Trail>("once more") : MitigationResult.Fail<Trail>("nothing helps");
        RunResult<Trail>? during = null;
        Orchestrator<Trail> orchestrator = Risky((_, _) => throw new IOException());
        var reading = new Ending(async () => during = await orchestrator.ReadAsync("1", _works.Test));
        orchestrator = _works.Builder().UseCheckpoints(_works.Store).UseRisks(_risks).AddObserver(reading)
            .AddStage("A", _works.Step).AddStage("B", (_, _) => throw new IOException()).AddStage("C", _works.Step).Build();
        (await orchestrator.ReadAsync("1", _works.Test)).Should().BeNull();
        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        RunResult<Trail> recorded = (await orchestrator.ReadAsync("1", _works.Test))!;

        during!.Status.Should().Be(RunResultStatus.Interrupted);
        during.Context.Steps.Should().Equal("A");
        recorded.Status.Should().Be(RunResultStatus.Failed);
        recorded.Hash.Should().Be(run.Hash);
        recorded.Stages.Select(stage => (stage.Recorded, stage.Reason, stage.Attempts, stage.Mitigations)).Should().Equal(
            (StageStatus.Completed, null, 1, 0), (StageStatus.Failed, "nothing helps", 1, 1), (StageStatus.NotRun, null, 0, 0));
    }

    [Fact]
    public async Task Secrets_are_taken_out_of_reasons_and_properties()
    {
        _risks.Mitigate = static (_, trail, _) => MitigationResult.Degrade(trail, "Server=db;Password=hunter2");
        Orchestrator<Trail> orchestrator = Risky((_, _) => throw new IOException());
        RunOptions options = new() { Properties = new Dictionary<string, string> { ["api_key"] = "hunter2", ["ticket"] = "T-1" } };

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), options, _works.Test);

        run.Stages[1].Reason.Should().Be("Server=db;Password=[redacted]");
        run.Report.Run.Properties["api_key"].Should().Be("[redacted]");
        CheckpointRecord? first = await _works.Store.ReadAsync(new("works", "1"), 1, _works.Test);
        first!.Info.Metadata.Properties["api_key"].Should().Be("[redacted]");
        first.Info.Metadata.Properties["ticket"].Should().Be("T-1");
    }

    [Fact]
    public async Task A_recorded_failure_keeps_its_classification()
    {
        Orchestrator<Trail> orchestrator = Risky((_, _) => throw new PermanentException("no", FailureCause.Data));
        await orchestrator.RunAsync("1", new(), _works.Test);

        RunResult<Trail> recorded = await orchestrator.RunAsync("1", new(), _works.Test);

        recorded.Failure!.Failure.Should().Be(new Failure(FailureCause.Data, FailureDisposition.Permanent));
    }

    [Fact]
    public void Options_that_stages_share_stay_as_they_are()
    {
        var options = new CircuitBreakerOptions();
        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddStage("A", _works.Step, stage => stage.CircuitBreaker = options)
            .AddStage("B", _works.Step, stage => stage.CircuitBreaker = options)
            .Build();

        orchestrator.Stages.Select(stage => stage.CircuitBreaker!.Name).Should().Equal("works/A", "works/B");
        options.Name.Should().Be("circuit breaker");
    }

    [Fact]
    public async Task Progress_and_classifiers_that_throw_harm_nobody()
    {
        OrchestratorBuilder<Trail> builder = _works.Builder().AddStage(
            "A",
            (stage, trail) =>
            {
                stage.ReportProgress(0.5);
                return trail;
            });
        builder.AddStage("B", _works.Step, stage => stage.Condition = _ => throw new IOException());
        builder.Classifier = new BadClassifier();

        RunResult<Trail> run = await builder.Build().RunAsync("1", new(), new RunOptions { Progress = new BadListener() }, _works.Test);

        run.Stages.Select(stage => stage.Status).Should().Equal(StageStatus.Completed, StageStatus.Failed);
    }

    [Fact]
    public void A_stage_can_be_called_without_a_run()
    {
        StageContext stage = StageContext.Detached("LOAD", "1", timeProvider: _works.Clock);

        stage.NewGuid().Should().Be(StageContext.Detached("LOAD", "1").NewGuid());
        stage.IdempotencyKey.Should().Be(StageContext.Detached("LOAD", "1").IdempotencyKey);
        stage.Remaining.Should().BeNull();
        stage.ReportProgress(1);
        StageFailure.FromException(stage.Stage, new TimeoutException()).Code.Should().Be(ErrorCodes.Timeout);
    }
}
