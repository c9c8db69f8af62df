using Resilience.Risks;

namespace Resilience.Tests.Orchestration;

/// <summary>Branches that run side by side.</summary>
public sealed class ParallelGroupTests
{
    private readonly Works _works = new();

    [Fact]
    public async Task All_branches_run_at_once()
    {
        using var both = new Barrier(2);
        Orchestrator<Trail> orchestrator = Build(group => group
            .AddBranch("L", (_, trail) => Meet(trail, "l"))
            .AddBranch("R", (_, trail) => Meet(trail, "r")));

        (await orchestrator.RunAsync("1", new(), _works.Test)).Context.Steps.Should().Equal("l r");

        Trail Meet(Trail trail, string step)
        {
            both.SignalAndWait(_works.Test);
            return trail.Then(step);
        }
    }

    [Fact]
    public async Task Or_only_so_many()
    {
        int now = 0;
        int most = 0;
        Orchestrator<Trail> orchestrator = Build(group =>
        {
            group.MaxDegreeOfParallelism = 2;
            for (int i = 0; i < 8; i++)
            {
                group.AddBranch($"B{i}", async (_, trail, _) =>
                {
                    int running = Interlocked.Increment(ref now);
                    InterlockedMax(ref most, running);
                    await Task.Yield();
                    Interlocked.Decrement(ref now);
                    return trail.Then("x");
                });
            }
        });

        (await orchestrator.RunAsync("1", new(), _works.Test)).Stages[0].Branches.Should().HaveCount(8);

        most.Should().BeInRange(1, 2);
    }

    [Fact]
    public async Task When_one_fails_the_others_are_cancelled_and_awaited()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bool ended = false;
        Orchestrator<Trail> orchestrator = Build(group => group
            .AddBranch("BAD", async (_, trail, _) =>
            {
                await begun.Task;
                throw new IOException();
            })
            .AddBranch("SLOW", async (_, trail, token) =>
            {
                begun.SetResult();
                var never = new TaskCompletionSource();
                await using CancellationTokenRegistration stop = token.Register(() => never.TrySetCanceled(token));
                try
                {
                    await never.Task;
                    return trail;
                }
                finally
                {
                    ended = true;
                }
            }));

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        ended.Should().BeTrue();
        run.Status.Should().Be(RunResultStatus.Failed);
        run.Failure!.Stage.Name.Should().Be("BAD");
        run.Failure.Stage.Group!.Name.Should().Be("GROUP");
        run.Failure.Exception.Should().BeOfType<IOException>();
        run.Stages[0].Branches.Select(branch => branch.Status).Should().Equal(StageStatus.Failed, StageStatus.Cancelled);
    }

    [Fact]
    public async Task A_branch_that_is_skipped_gives_what_it_began_with()
    {
        Orchestrator<Trail> orchestrator = Build(group => group
            .AddBranch("L", _works.Step)
            .AddBranch("R", _works.Step, options => options.Condition = _ => false));

        RunResult<Trail> run = await orchestrator.RunAsync("1", new() { Steps = ["start"] }, _works.Test);

        run.Context.Steps.Should().Equal("start", "start L start");
        run.Stages[0].Branches[1].Status.Should().Be(StageStatus.Skipped);
    }

    [Fact]
    public async Task A_group_that_is_retried_runs_all_branches_again()
    {
        int failures = 2;
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddRetry(new() { Backoff = Backoff.None }).Build();
        Orchestrator<Trail> orchestrator = Build(
            group => group
                .AddBranch("L", _works.Step)
                .AddBranch("R", (_, trail) => Interlocked.Decrement(ref failures) >= 0 ? throw new IOException() : trail.Then("R")),
            options => options.UsePipeline(pipeline));

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Context.Steps.Should().Equal("L R");
        run.Stages[0].Attempts.Should().Be(3);
    }

    [Fact]
    public async Task A_refused_branch_interrupts_the_run()
    {
        var breaker = new CircuitBreaker();
        Orchestrator<Trail> orchestrator = Build(group => group
            .AddBranch("L", _works.Step)
            .AddBranch("R", _works.Step, options => options.SharedCircuitBreaker = breaker));
        orchestrator.Stages[0].CircuitBreaker.Should().BeNull();
        breaker.Trip(TimeSpan.FromMinutes(1));

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Interrupted);
        run.Failure!.Code.Should().Be(ErrorCodes.CircuitOpen);
        run.Failure.Stage.Name.Should().Be("R");
    }

    [Fact]
    public async Task A_risk_of_a_branch_may_abort_the_run()
    {
        var risks = new ScriptedRisks
        {
            Assess = static (stage, _) => stage.Stage.Name == "R"
                ? new() { AbortsBecause = new("R1", RiskSeverity.Critical, "no good") }
                : RiskAssessment.None,
        };
        Orchestrator<Trail> orchestrator = _works.Builder().UseRisks(risks)
            .AddParallel("GROUP", group => group.AddBranch("L", _works.Step).AddBranch("R", _works.Step), static (start, _) => start)
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Status.Should().Be(RunResultStatus.Aborted);
        run.Failure!.Stage.Name.Should().Be("R");
    }

    [Fact]
    public async Task A_merge_that_throws_fails_the_group()
    {
        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddParallel("GROUP", group => group.AddBranch("L", _works.Step), static (_, _) => throw new FormatException())
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Failure!.Exception.Should().BeOfType<FormatException>();
        run.Failure.Stage.Name.Should().Be("GROUP");
    }

    [Fact]
    public async Task A_group_that_takes_too_long_is_a_timeout()
    {
        Orchestrator<Trail> orchestrator = Build(
            group => group.AddBranch("L", async (_, trail, token) =>
            {
                var never = new TaskCompletionSource();
                await using CancellationTokenRegistration stop = token.Register(() => never.TrySetCanceled(token));
                _works.Clock.Advance(TimeSpan.FromSeconds(20));
                await never.Task;
                return trail;
            }),
            options => options.Timeout = TimeSpan.FromSeconds(10));

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Failure!.Code.Should().Be(ErrorCodes.Timeout);
        run.Failure.Stage.Name.Should().Be("GROUP");
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen;
        while ((seen = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, seen) != seen)
        {
        }
    }

    private Orchestrator<Trail> Build(Action<ParallelGroupBuilder<Trail>> branches, Action<StageOptions<Trail>>? configure = null) => _works.Builder()
        .AddParallel("GROUP", branches, (start, results) => start.Then(string.Join(' ', results.Select(result => result.ToString()))), configure)
        .Build();
}
