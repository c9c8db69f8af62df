using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Resilience.Tests.Orchestration;

namespace Resilience.Tests.DependencyInjection;

public sealed class OrchestratorRegistrationTests
{
    private static readonly JsonTypeInfo<Trail> _trail = TrailJson.Default.Trail;

    private readonly ServiceCollection _services = new();

    [Fact]
    public async Task An_orchestrator_is_found_by_its_contexts_and_by_its_name_and_among_all()
    {
        var clock = new FakeTimeProvider();
        _services.AddSingleton<TimeProvider>(clock);
        _services.AddSingleton<ICheckpointStore, InMemoryCheckpointStore>();
        TimeProvider? seen = null;
        _services.AddResilience().AddOrchestrator("works", _trail, (provider, builder) =>
        {
            seen = builder.TimeProvider;
            builder.AddStage("A", Step).UseCheckpoints(provider.GetRequiredService<ICheckpointStore>());
        });
        await using ServiceProvider provider = _services.BuildServiceProvider();

        Orchestrator<Trail> orchestrator = provider.GetRequiredService<Orchestrator<Trail>>();

        provider.GetRequiredKeyedService<Orchestrator<Trail>>("works").Should().BeSameAs(orchestrator);
        provider.GetServices<IOrchestrator>().Should().Equal(orchestrator);
        provider.GetRequiredKeyedService<IOrchestrator>("works").Should().BeSameAs(orchestrator);
        orchestrator.HasCheckpoints.Should().BeTrue();
        seen.Should().BeSameAs(clock);
        (await orchestrator.RunAsync("1", new(), TestContext.Current.CancellationToken)).IsCompleted.Should().BeTrue();
    }

    [Fact]
    public async Task Observers_of_the_container_observe_all_of_them()
    {
        var metrics = new OrchestratorMetrics();
        _services.AddSingleton<RunObserver>(metrics);
        _services.AddResilience().AddOrchestrator("works", _trail, static builder => builder.AddStage("A", Step));
        await using ServiceProvider provider = _services.BuildServiceProvider();

        await provider.GetRequiredService<Orchestrator<Trail>>().RunAsync("1", new(), TestContext.Current.CancellationToken);

        metrics.Snapshot().Pipelines.Should().ContainSingle();
    }

    [Fact]
    public void Of_several_with_such_contexts_one_must_be_named()
    {
        _services.AddResilience()
            .AddOrchestrator("one", _trail, static builder => builder.AddStage("A", Step))
            .AddOrchestrator("two", _trail, static builder => builder.AddStage("A", Step));
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.GetRequiredKeyedService<Orchestrator<Trail>>("two").Name.Should().Be("two");
        provider.Invoking(static it => it.GetRequiredService<Orchestrator<Trail>>())
            .Should().Throw<InvalidOperationException>().WithMessage("2 orchestrators have a Trail*by its name as key*one, two.");
        provider.Invoking(static it => it.GetRequiredKeyedService<Orchestrator<Trail>>("three"))
            .Should().Throw<InvalidOperationException>().WithMessage("There is no orchestrator named 'three'. There are: one, two.");
    }

    [Fact]
    public void One_can_be_configured_after_it_was_added()
    {
        _services.AddResilience()
            .AddOrchestrator("works", _trail, static builder => builder.AddStage("A", Step))
            .ConfigureOrchestrator<Trail>("works", static (_, builder) => builder.AddStage("B", Step));
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.GetRequiredService<Orchestrator<Trail>>().Stages.Select(static stage => stage.Name).Should().Equal("A", "B");
    }

    [Fact]
    public void A_stage_may_use_pipelines_and_other_orchestrators_of_the_container()
    {
        _services.AddResilience()
            .AddPipeline("nlp", ResiliencePreset.Llm)
            .AddOrchestrator("inner", _trail, static builder => builder.AddStage("A", Step))
            .AddOrchestrator("outer", _trail, static (provider, builder) =>
            {
                Orchestrator<Trail> inner = provider.GetRequiredKeyedService<Orchestrator<Trail>>("inner");
                builder.AddStage(
                    "A",
                    async (_, trail, ct) => (await inner.RunAsync("x", trail, ct)).Context,
                    stage => stage.UsePipeline(provider.GetRequiredKeyedService<ResiliencePipeline>("nlp")));
            });
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.ValidateResilience();
    }

    [Fact]
    public void What_failed_to_build_is_built_again_when_it_is_asked_for_again()
    {
        int builds = 0;
        _services.AddResilience().AddOrchestrator("works", _trail, builder =>
        {
            if (++builds == 1)
                throw new InvalidOperationException("not yet");
            builder.AddStage("A", Step);
        });
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.Invoking(static it => it.GetRequiredService<Orchestrator<Trail>>()).Should().Throw<InvalidOperationException>();
        provider.GetRequiredService<Orchestrator<Trail>>().Name.Should().Be("works");
    }

    private static Trail Step(StageContext stage, Trail trail) => trail.Then(stage.Stage.Name);
}
