using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Resilience.Tests.Orchestration;

namespace Resilience.Tests.DependencyInjection;

public sealed class ValidationTests
{
    private readonly ServiceCollection _services = new();

    [Fact]
    public void Everything_that_is_wrong_is_reported_at_once_by_name()
    {
        _services.AddResilience()
            .AddPipeline("numbers", ResiliencePreset.Balanced, static options => options.Retry!.MaxAttempts = 0)
            .AddPipeline("preset", "no such thing")
            .AddPipeline("throws", static (IServiceProvider _) => throw new FormatException("It cannot be read."))
            .AddPipeline<int>("typed", ResiliencePreset.Balanced, static options => options.Fallback = new())
            .AddPipeline("good", ResiliencePreset.Llm)
            .AddCircuitBreaker("breaker", static options => options.FailureRatio = 7)
            .AddBulkhead("bulkhead", static options => options.PermitLimit = -1)
            .AddRateLimit<TokenBucketOptions>("limit", static options => options.Permits = 0)
            .AddRateLimit<TokenBucketOptions>("kind").ConfigureRateLimit<SlidingWindowOptions>("kind", static _ => { })
            .AddBulkheadFamily<int>("family", family: static options => options.Capacity = 0)
            .AddOrchestrator("stages", TrailJson.Default.Trail, static builder => { });

        Errors().Should().SatisfyRespectively(
            error => error.Should().Contain("'breaker'").And.Contain("FailureRatio"),
            error => error.Should().Contain("'bulkhead'").And.Contain("PermitLimit"),
            error => error.Should().Contain("rate limit 'kind'").And.Contain("SlidingWindowOptions"),
            error => error.Should().Contain("'limit'").And.Contain("Permits"),
            error => error.Should().Contain("family 'family'").And.Contain("Capacity"),
            error => error.Should().Contain("pipeline 'numbers'").And.Contain("MaxAttempts"),
            error => error.Should().Contain("pipeline 'preset'").And.Contain("no such thing").And.Contain("Balanced"),
            error => error.Should().Be("pipeline 'throws': It cannot be read."),
            error => error.Should().Contain("pipeline 'typed'").And.Contain("fallback"),
            error => error.Should().Contain("orchestrator 'stages'").And.Contain("no stages"));
    }

    [Fact]
    public void A_name_that_is_added_twice_is_an_error_that_names_both()
    {
        _services.AddResilience()
            .AddPipeline("a", ResiliencePreset.Balanced)
            .AddPipeline("a", ResiliencePreset.Llm, static options => options.Retry = null)
            .AddPipeline("A", ResiliencePreset.Llm)
            .AddBulkheadFamily<int>("f").AddCircuitBreakerFamily<string>("f")
            .AddPreset(new("p")).AddPreset(new("P"));

        Errors().Should().SatisfyRespectively(
            error => error.Should().Be(
                "pipeline 'a' is added 2 times: as Balanced, as Llm with overrides. Give each a name of its own, or change the first one "
                + "with ConfigurePipeline."),
            error => error.Should().StartWith("family 'f' is added 2 times: as Bulkhead for each Int32, as CircuitBreaker for each String."),
            error => error.Should().StartWith("preset 'p' is added 2 times"));
    }

    [Fact]
    public void Who_asks_before_the_start_is_told_the_same()
    {
        _services.AddResilience().AddPipeline("a", ResiliencePreset.Balanced).AddPipeline("a", ResiliencePreset.Llm);
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.Invoking(static it => it.GetRequiredKeyedService<ResiliencePipeline>("a"))
            .Should().Throw<OptionsValidationException>().WithMessage("*'a' is added 2 times*");
    }

    [Fact]
    public void What_nobody_has_added_cannot_be_configured()
    {
        _services.AddResilience()
            .AddPipeline("a", ResiliencePreset.Balanced)
            .ConfigurePipeline("b", static options => options.Retry = null)
            .ConfigureBulkhead("c", static _ => { })
            .ConfigureOrchestrator<Trail>("d", static (_, _) => { });

        Errors().Should().Equal(
            "pipeline 'b': ConfigurePipeline changes it, but nobody has added it.",
            "bulkhead 'c': ConfigureBulkhead changes it, but nobody has added it.",
            "orchestrator 'd': ConfigureOrchestrator changes it, but nobody has added it.");
    }

    [Fact]
    public void A_preset_does_not_take_the_name_of_one_that_comes_with_the_library()
    {
        _services.AddResilience().AddPreset(new("llm"));

        Errors().Should().ContainSingle().Which.Should().Contain("preset 'llm'");
    }

    [Fact]
    public void A_builder_has_no_options_to_be_configured()
    {
        _services.AddResilience()
            .AddPipeline("a", static builder => builder.AddTimeout(TimeSpan.FromSeconds(1)))
            .ConfigurePipeline("a", static options => options.Retry = null);

        Errors().Should().ContainSingle().Which.Should().Contain("pipeline 'a'").And.Contain("has no options");
    }

    [Fact]
    public void What_is_right_passes_and_is_made()
    {
        _services.AddResilience().AddPipeline("a", ResiliencePreset.Balanced).AddPipeline("b", ResiliencePreset.Http);
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.ValidateResilience();

        provider.GetRequiredService<IResilienceRegistry>().Operations.Select(static one => one.Name).Should().BeEquivalentTo("a", "b");
    }

    [Fact]
    public void A_container_without_the_library_cannot_be_validated()
    {
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.Invoking(static it => it.ValidateResilience()).Should().Throw<InvalidOperationException>();
    }

    private IReadOnlyList<string> Errors()
    {
        using ServiceProvider provider = _services.BuildServiceProvider();
        return provider.Invoking(static it => it.ValidateResilience()).Should().Throw<InvalidPipelineException>().Which.Errors;
    }
}
