namespace Resilience.Tests.Orchestration;

/// <summary>What a stage is told, and that it is the same when it runs again.</summary>
public sealed class StageContextTests
{
    private readonly Works _works = new();

    [Fact]
    public async Task Clock_ids_and_key_are_the_same_for_every_owner()
    {
        var seen = new List<(string Key, Guid First, Guid Second, DateTimeOffset Now, long Token)>();
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", _works.Step)
            .AddStage("B", (stage, trail) =>
            {
                _works.Clock.Advance(TimeSpan.FromHours(1));
                seen.Add((stage.IdempotencyKey, stage.NewGuid(), stage.NewGuid(), stage.UtcNow, stage.FencingToken));
                return seen.Count < 3 ? throw new RejectedException(new(RejectionReason.Custom, "test")) : trail.Then("B");
            })
            .Build();

        for (int i = 0; i < 3; i++)
            await orchestrator.RunAsync("1", new(), _works.Test);

        seen.Select(s => (s.Key, s.First, s.Second, s.Now)).Distinct().Should().ContainSingle();
        seen.Select(s => s.Token).Should().Equal(1, 2, 3);
        seen[0].First.Should().NotBe(seen[0].Second);
        seen[0].First.Version.Should().Be(8);
        seen[0].Key.Should().MatchRegex("^[0-9a-f]{64}$");
        seen[0].Now.Should().Be(new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    }

    [Fact]
    public async Task Retries_of_its_pipeline_see_the_same_and_count_up()
    {
        var seen = new List<(int Attempt, Guid Id, string Steps)>();
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder().AddRetry(new() { Backoff = Backoff.None }).Build();
        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddStage(
                "A",
                (stage, trail) =>
                {
                    seen.Add((stage.Attempt, stage.NewGuid(), trail.ToString()));
                    trail.Steps.Add("touched");
                    return seen.Count < 3 ? throw new IOException() : trail;
                },
                options => options.UsePipeline(pipeline))
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new() { Steps = ["start"] }, _works.Test);

        seen.Select(s => s.Attempt).Should().Equal(1, 2, 3);
        seen.Select(s => s.Id).Distinct().Should().ContainSingle();
        seen.Select(s => s.Steps).Should().AllBe("start");
        run.Stages[0].Attempts.Should().Be(3);
        run.Context.Steps.Should().Equal("start", "touched");
    }

    [Fact]
    public async Task It_knows_the_nearest_deadline()
    {
        var left = new List<TimeSpan?>();
        ResiliencePipeline inner = new ResiliencePipelineBuilder { TimeProvider = _works.Clock }.AddTimeout(TimeSpan.FromSeconds(5)).Build();
        Trail Look(StageContext stage, Trail trail)
        {
            left.Add(stage.Remaining);
            stage.Deadline.Should().Be(stage.Remaining is { } rest ? _works.Clock.GetUtcNow() + rest : null);
            _works.Clock.Advance(TimeSpan.FromSeconds(1));
            left.Add(stage.Remaining);
            return trail;
        }

        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddStage("NONE", Look)
            .AddStage("OWN", Look, options => options.Timeout = TimeSpan.FromSeconds(10))
            .AddStage("INNER", Look, options =>
            {
                options.Timeout = TimeSpan.FromSeconds(10);
                options.UsePipeline(inner);
            })
            .Build();

        (await orchestrator.RunAsync("1", new(), _works.Test)).ThrowIfFailed();

        left.Should().Equal(null, null, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task A_stage_may_say_that_it_did_less_and_a_fallback_may_say_it_for_it()
    {
        ResiliencePipeline<Trail> pipeline = new ResiliencePipelineBuilder<Trail>()
            .AddFallback(new FallbackOptions<Trail>
            {
                Action = (arguments, _) =>
                {
                    arguments.Context!.TryGet(StageContext.Key, out StageContext? stage).Should().BeTrue();
                    stage!.Degrade("second best");
                    return new(new Trail().Then("fallback"));
                },
            })
            .Build();
        Orchestrator<Trail> orchestrator = _works.Builder().UseCheckpoints(_works.Store)
            .AddStage("A", (stage, trail) =>
            {
                stage.Degrade("half of it");
                return trail.Then("A");
            })
            .AddStage("B", (_, _) => throw new IOException(), options => options.UsePipeline(pipeline))
            .Build();

        RunResult<Trail> run = await orchestrator.RunAsync("1", new(), _works.Test);

        run.Stages.Select(stage => (stage.Status, stage.Reason)).Should()
            .Equal((StageStatus.Degraded, "half of it"), (StageStatus.Degraded, "second best"));
        run.IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task Progress_reaches_whoever_asked_for_it()
    {
        var heard = new List<StageProgress>();
        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddStage("A", (stage, trail) =>
            {
                stage.ReportProgress(0.5, "half");
                stage.Invoking(s => s.ReportProgress(1.5)).Should().Throw<ArgumentOutOfRangeException>();
                return trail;
            })
            .Build();

        await orchestrator.RunAsync("1", new(), new RunOptions { Progress = new Listener(heard) }, _works.Test);

        heard.Should().Equal(new StageProgress("1", "A", 0.5, "half"));
    }

    private sealed class Listener(List<StageProgress> heard) : IProgress<StageProgress>
    {
        public void Report(StageProgress value) => heard.Add(value);
    }
}
