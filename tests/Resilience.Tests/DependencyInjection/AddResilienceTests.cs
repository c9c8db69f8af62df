using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Resilience.Telemetry;

namespace Resilience.Tests.DependencyInjection;

public sealed class AddResilienceTests
{
    private readonly ServiceCollection _services = new();

    [Fact]
    public void Calling_it_twice_merges()
    {
        _services.AddResilience().AddPipeline("a", ResiliencePreset.Balanced);
        int before = _services.Count;
        _services.AddResilience();
        _services.Should().HaveCount(before, "nothing is registered a second time");
        _services.AddResilience().AddPipeline("b", ResiliencePreset.Http);

        using ServiceProvider provider = Built();

        provider.GetRequiredKeyedService<ResiliencePipeline>("a").Should().NotBeNull();
        provider.GetRequiredKeyedService<ResiliencePipeline>("b").Should().NotBeNull();
        provider.GetServices<IResilienceRegistry>().Should().ContainSingle().Which.Operations.Should().HaveCount(2);
    }

    [Fact]
    public void A_registry_that_is_there_already_stays()
    {
        using var own = new ResilienceRegistry();
        _services.AddSingleton<IResilienceRegistry>(own);
        _services.AddResilience().AddPipeline("a", ResiliencePreset.Llm);

        using ServiceProvider provider = Built();

        provider.GetRequiredKeyedService<ResiliencePipeline>("a").Should().BeSameAs(own.GetPipeline("a"));
        own.GetOrAdd("a").Definition.Preset.Should().Be(ResiliencePreset.Llm, "keys take what is registered to any registry");
    }

    [Fact]
    public void A_pipeline_of_your_own_under_a_key_goes_before()
    {
        ResiliencePipeline mine = ResiliencePipeline.Create("mine");
        _services.AddKeyedSingleton("mine", mine);
        _services.AddResilience().AddPipeline("a", ResiliencePreset.Balanced);

        using ServiceProvider provider = Built();

        provider.GetRequiredKeyedService<ResiliencePipeline>("mine").Should().BeSameAs(mine);
    }

    [Fact]
    public void What_the_container_has_is_used()
    {
        var clock = new FakeTimeProvider();
        var listener = new Listener();
        IFailureClassifier classifier = FailureClassifier.Default.With<FormatException>(static _ => null);
        using var meters = new Meters();
        _services.AddSingleton<TimeProvider>(clock);
        _services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        _services.AddSingleton<IMeterFactory>(meters);
        _services.AddSingleton<IFailureClassifier>(classifier);
        _services.AddSingleton<IResilienceListener>(listener);
        ResiliencePipelineBuilder? seen = null;
        _services.AddResilience().AddPipeline("a", builder => seen = builder);

        using ServiceProvider provider = Built();
        provider.GetRequiredKeyedService<ResiliencePipeline>("a").Execute(static _ => { }, TestContext.Current.CancellationToken);

        seen!.TimeProvider.Should().BeSameAs(clock);
        seen.LoggerFactory.Should().BeSameAs(NullLoggerFactory.Instance);
        seen.MeterFactory.Should().BeSameAs(meters);
        seen.Classifier.Should().BeSameAs(classifier);
        seen.Listeners.Should().Contain(listener);
    }

    [Fact]
    public void Nothing_of_it_need_be_there()
    {
        _services.AddResilience().AddPipeline("a", ResiliencePreset.Balanced);
        using ServiceProvider provider = Built();

        provider.GetRequiredKeyedService<ResiliencePipeline>("a").Execute(static _ => 42, TestContext.Current.CancellationToken).Should().Be(42);
    }

    [Fact]
    public void The_options_of_the_registry_can_be_changed_after_that()
    {
        var clock = new FakeTimeProvider();
        ResiliencePipelineBuilder? seen = null;
        _services.AddSingleton<TimeProvider>(new FakeTimeProvider());
        _services.AddSingleton(clock);
        _services.AddResilience()
            .ConfigureRegistry((provider, options) => options.TimeProvider = provider.GetRequiredService<FakeTimeProvider>())
            .ConfigureRegistry(static options => options.DefinitionOf = static name => name == "found" ? ResiliencePreset.Llm : (OperationDefinition?)null)
            .AddPipeline("a", builder => seen = builder);

        using ServiceProvider provider = Built();
        _ = provider.GetRequiredKeyedService<ResiliencePipeline>("a");

        seen!.TimeProvider.Should().BeSameAs(clock);
        provider.GetRequiredKeyedService<ResilienceOperation>("found").Definition.Preset.Should().Be(ResiliencePreset.Llm);
        provider.GetRequiredService<IResilienceRegistry>().GetOrAdd("neither").Definition.Preset.Should().Be(ResiliencePreset.Balanced);
    }

    [Fact]
    public void The_registry_goes_with_the_container()
    {
        _services.AddResilience().AddPipeline("a", ResiliencePreset.Balanced);
        IResilienceRegistry registry;
        using (ServiceProvider provider = Built())
            registry = provider.GetRequiredService<IResilienceRegistry>();

        registry.Invoking(static it => it.GetOrAdd("a")).Should().Throw<ObjectDisposedException>();
    }

    [Fact]
    public void A_host_finds_what_to_validate_when_it_starts()
    {
        _services.AddResilience().AddPipeline("bad", ResiliencePreset.Balanced, static options => options.Retry!.MaxAttempts = 0);
        using ServiceProvider provider = Built();

        Action start = provider.GetRequiredService<IStartupValidator>().Validate;

        start.Should().Throw<OptionsValidationException>().Which.Failures.Should().ContainSingle()
            .Which.Should().Contain("pipeline 'bad'").And.Contain("MaxAttempts");
    }

    private ServiceProvider Built() =>
        _services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    private sealed class Listener : IResilienceListener
    {
        public void OnEvent(in ResilienceEvent resilienceEvent)
        {
        }
    }

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}
