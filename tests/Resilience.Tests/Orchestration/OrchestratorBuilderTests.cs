namespace Resilience.Tests.Orchestration;

/// <summary>What cannot work is refused when it is built, all of it at once.</summary>
public sealed class OrchestratorBuilderTests
{
    private readonly Works _works = new();

    [Fact]
    public void A_pipeline_without_stages_is_refused() =>
        Build(_works.Builder()).Should().ContainSingle().Which.Should().Contain("no stages");

    [Fact]
    public void Everything_that_is_wrong_is_listed()
    {
        OrchestratorBuilder<Trail> builder = _works.Builder()
            .AddStage("A", _works.Step, options => options.Version = 0)
            .AddStage("A", _works.Step, options => options.Timeout = TimeSpan.Zero)
            .AddStage("", _works.Step, options => options.MaxMitigations = -1)
            .AddParallel("G", _ => { }, static (start, _) => start)
            .AddParallel("H", group => group.AddBranch("A", _works.Step).MaxDegreeOfParallelism = 0, static (start, _) => start);
        builder.Backpressure.MaxWait = TimeSpan.Zero;
        builder.DefinitionChange = DefinitionChange.RestartFromStage("X");

        IReadOnlyList<string> messages = Build(builder);

        messages.Should().HaveCount(10);
        messages.Should().Contain(message => message.Contains("stage A: Version is 0, but must be between 1", StringComparison.Ordinal));
        messages.Should().Contain(message => message.Contains("restarts from 'X', but there is no such stage", StringComparison.Ordinal));
        messages.Should().Contain(message => message.Contains("stage G: it has no branches", StringComparison.Ordinal));
    }

    [Fact]
    public void A_name_must_be_one()
    {
        foreach (string name in (string[])["", "half \ud800", new string('x', 513)])
        {
            Action make = () => _ = new OrchestratorBuilder<Trail>(name, TrailJson.Default.Trail);
            make.Should().Throw<ArgumentException>();
        }
    }

    [Fact]
    public async Task A_stage_without_a_breaker_has_none()
    {
        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddStage("A", (_, _) => throw new IOException(), options => options.CircuitBreaker = null)
            .Build();
        orchestrator.Stages[0].CircuitBreaker.Should().BeNull();

        for (int i = 0; i < 10; i++)
            (await orchestrator.RunAsync($"{i}", new(), _works.Test)).Status.Should().Be(RunResultStatus.Failed);
    }

    [Fact]
    public async Task Stages_may_share_a_breaker()
    {
        var shared = new CircuitBreaker(CircuitBreakerOptions.Consecutive(1, TimeSpan.FromMinutes(1)), _works.Clock);
        Orchestrator<Trail> orchestrator = _works.Builder()
            .AddStage("A", (_, trail) => trail.Number == 1 ? throw new IOException() : trail, options => options.SharedCircuitBreaker = shared)
            .AddStage("B", _works.Step, options => options.SharedCircuitBreaker = shared)
            .Build();

        await orchestrator.RunAsync("1", new() { Number = 1 }, _works.Test);

        (await orchestrator.RunAsync("2", new(), _works.Test)).Status.Should().Be(RunResultStatus.Interrupted);
    }

    [Fact]
    public void Stages_are_there_to_look_at()
    {
        Orchestrator<Trail> orchestrator = _works.Plain("A", "B");

        orchestrator.Stages.Select(stage => (stage.Name, stage.Position, stage.Pipeline)).Should().Equal(("A", 0, "works"), ("B", 1, "works"));
        orchestrator.Name.Should().Be("works");
        orchestrator.DefinitionHash.Should().MatchRegex("^[0-9a-f]{64}$");
        orchestrator.ToString().Should().Be("works: A → B");
    }

    private static IReadOnlyList<string> Build(OrchestratorBuilder<Trail> builder) =>
        builder.Invoking(b => b.Build()).Should().Throw<InvalidPipelineException>().Which.Errors;
}
