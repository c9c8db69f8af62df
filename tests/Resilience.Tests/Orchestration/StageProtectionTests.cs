namespace Resilience.Tests.Orchestration;

/// <summary>The breaker and the timeout of a stage, and what open circuits mean for stages before them.</summary>
public sealed class StageProtectionTests
{
    private readonly Works _works = new();

    [Fact]
    public async Task Five_failures_in_a_row_open_the_stages_circuit_and_it_interrupts_runs()
    {
        Orchestrator<Trail> orchestrator = Failing(() => throw new IOException());
        for (int i = 0; i < 5; i++)
            (await orchestrator.RunAsync($"{i}", new(), _works.Test)).Status.Should().Be(RunResultStatus.Failed);
        CircuitBreaker breaker = orchestrator.Stages[1].CircuitBreaker!;
        breaker.State.Should().Be(CircuitState.Open);
        breaker.Name.Should().Be("works/B");

        RunResult<Trail> refused = await orchestrator.RunAsync("6", new(), _works.Test);

        refused.Status.Should().Be(RunResultStatus.Interrupted);
        refused.Failure!.Code.Should().Be(ErrorCodes.CircuitOpen);
        refused.Stages[1].Circuit.Should().Be(CircuitState.Open);
        refused.Stages[0].Status.Should().Be(StageStatus.Completed);
    }

    [Fact]
    public async Task After_a_minute_three_successes_close_it()
    {
        bool works = false;
        Orchestrator<Trail> orchestrator = Failing(() =>
        {
            if (!works)
                throw new IOException();
        });
        for (int i = 0; i < 5; i++)
            await orchestrator.RunAsync($"{i}", new(), _works.Test);
        CircuitBreaker breaker = orchestrator.Stages[1].CircuitBreaker!;
        works = true;
        _works.Clock.Advance(TimeSpan.FromSeconds(60));

        for (int i = 0; i < 3; i++)
        {
            breaker.State.Should().NotBe(CircuitState.Closed);
            (await orchestrator.RunAsync($"good {i}", new(), _works.Test)).IsCompleted.Should().BeTrue();
        }

        breaker.State.Should().Be(CircuitState.Closed);
    }

    [Fact]
    public async Task Failures_of_data_validation_and_configuration_are_neutral()
    {
        Exception[] failures =
        [
            new FormatException(), new ArgumentException("no"), new System.Text.Json.JsonException(), new InvalidDataException(),
            new PermanentException("bad data", FailureCause.Data), new PermanentException("bad", FailureCause.Validation),
        ];
        foreach (Exception failure in failures)
        {
            Orchestrator<Trail> orchestrator = Failing(() => throw failure);
            for (int i = 0; i < 10; i++)
                await orchestrator.RunAsync($"{i}", new(), _works.Test);
            orchestrator.Stages[1].CircuitBreaker!.State.Should().Be(CircuitState.Closed, $"{failure.GetType().Name} is not the dependency's");
        }
    }

    [Fact]
    public async Task A_stage_that_takes_too_long_is_a_failure_by_timeout()
    {
        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddStage(
                "A",
                async (_, trail, token) =>
                {
                    var never = new TaskCompletionSource();
                    await using CancellationTokenRegistration stop = token.Register(() => never.TrySetCanceled(token));
                    _works.Clock.Advance(TimeSpan.FromSeconds(11));
                    await never.Task;
                    return trail;
                },
                options => options.Timeout = TimeSpan.FromSeconds(10))
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Failed);
        run.Failure!.Code.Should().Be(ErrorCodes.Timeout);
    }

    [Fact]
    public async Task A_timeout_around_a_pipeline_is_a_timeout_too()
    {
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = _works.Clock }.AddRetry(new() { MaxAttempts = 5 }).Build();
        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddStage(
                "A",
                async (_, trail, token) =>
                {
                    var never = new TaskCompletionSource();
                    await using CancellationTokenRegistration stop = token.Register(() => never.TrySetCanceled(token));
                    _works.Clock.Advance(TimeSpan.FromSeconds(11));
                    await never.Task;
                    return trail;
                },
                options =>
                {
                    options.Timeout = TimeSpan.FromSeconds(10);
                    options.UsePipeline(pipeline);
                })
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Failed);
        run.Failure!.Code.Should().Be(ErrorCodes.Timeout);
        run.Stages[0].Attempts.Should().Be(1);
    }

    [Fact]
    public async Task With_fail_fast_no_stage_begins_while_a_later_circuit_is_open()
    {
        Orchestrator<Trail> orchestrator = Failing(() => throw new IOException(), builder => builder.Backpressure.Mode = Backpressure.FailFast);
        orchestrator.Stages[1].CircuitBreaker!.Trip(TimeSpan.FromMinutes(1));

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Interrupted);
        run.Failure!.Code.Should().Be(ErrorCodes.CircuitOpen);
        run.Failure.Stage.Name.Should().Be("A");
        run.Stages[0].Reason.Should().Be("the circuit works/B is open");
        _works.Ran.Should().BeEmpty();
    }

    [Fact]
    public async Task Lookahead_limits_how_far_it_looks()
    {
        Orchestrator<Trail> orchestrator = Failing(() => { }, builder =>
        {
            builder.Backpressure.Mode = Backpressure.FailFast;
            builder.Backpressure.Lookahead = 1;
        });
        orchestrator.Stages[1].CircuitBreaker!.Trip(TimeSpan.FromMinutes(1));

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        _works.Ran.Should().Equal("A");
        run.Failure!.Stage.Name.Should().Be("B");
    }

    [Fact]
    public async Task With_wait_upstream_stages_wait_until_the_break_is_over()
    {
        Orchestrator<Trail> orchestrator = Failing(() => { }, builder => builder.Backpressure.Mode = Backpressure.Wait);
        orchestrator.Stages[1].CircuitBreaker!.Trip(TimeSpan.FromMinutes(1));
        Task<RunResult<Trail>> run = orchestrator.RunAsync("1", new(), _works.Test);
        _works.Ran.Should().BeEmpty();
        run.IsCompleted.Should().BeFalse();

        while (!run.IsCompleted)
        {
            _works.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await run).Context.Steps.Should().Equal("A", "B");
    }

    [Fact]
    public async Task A_circuit_that_is_closed_by_hand_ends_the_wait_at_once()
    {
        Orchestrator<Trail> orchestrator = Failing(() => { }, builder => builder.Backpressure.Mode = Backpressure.Wait);
        orchestrator.Stages[1].CircuitBreaker!.Trip(TimeSpan.FromMinutes(1));
        Task<RunResult<Trail>> run = orchestrator.RunAsync("1", new(), _works.Test);
        run.IsCompleted.Should().BeFalse();

        orchestrator.Stages[1].CircuitBreaker!.Reset();

        (await run).IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task The_wait_is_bounded()
    {
        Orchestrator<Trail> orchestrator = Failing(() => { }, builder =>
        {
            builder.Backpressure.Mode = Backpressure.Wait;
            builder.Backpressure.MaxWait = TimeSpan.FromSeconds(30);
        });
        using IDisposable hold = orchestrator.Stages[1].CircuitBreaker!.Isolate("test");
        Task<RunResult<Trail>> run = orchestrator.RunAsync("1", new(), _works.Test);

        while (!run.IsCompleted)
        {
            _works.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        (await run).Status.Should().Be(RunResultStatus.Interrupted);
        _works.Ran.Should().BeEmpty();
    }

    private Orchestrator<Trail> Failing(Action act, Action<OrchestratorBuilder<Trail>>? configure = null)
    {
        OrchestratorBuilder<Trail> builder = _works.Builder()
            .AddStage("A", _works.Step)
            .AddStage("B", (_, trail) =>
            {
                act();
                return trail.Then("B");
            });
        configure?.Invoke(builder);
        return builder.Build();
    }
}
