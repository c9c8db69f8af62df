using Microsoft.Extensions.DependencyInjection;

namespace Resilience.Tests.DependencyInjection;

/// <summary>The ways to define an operation, each as a lambda that is not ambiguous.</summary>
public sealed class AddPipelineTests
{
    private readonly ServiceCollection _services = new();

    [Fact]
    public void A_preset_is_changed_by_what_comes_with_it()
    {
        _services.AddResilience().AddPipeline("a", ResiliencePreset.Http, static options => options.Bulkhead = null);

        Printed("a").Should().NotContain("bulkhead").And.Contain("retry");
    }

    [Fact]
    public void A_preset_is_found_by_its_name()
    {
        _services.AddResilience()
            .AddPipeline("ours", "Frugal")
            .AddPipeline("theirs", "balanced")
            .AddPreset(new ResiliencePreset("frugal", static options => options.Retry = null));

        Printed("ours").Should().NotContain("retry");
        Printed("theirs").Should().Contain("retry");
    }

    [Fact]
    public void Strategies_are_added_in_any_order()
    {
        _services.AddResilience().AddPipeline("a", static builder => builder.AddTimeout(TimeSpan.FromSeconds(7)));

        Printed("a").Should().EndWith("timeout (7 s)").And.NotContain("retry");
    }

    [Fact]
    public void A_definition_is_made_from_what_the_container_has()
    {
        _services.AddSingleton(new ResiliencePreset("mine", static options => options.Retry = null));
        _services.AddResilience()
            .AddPipeline("a", static provider => new OperationDefinition(provider.GetRequiredService<ResiliencePreset>()))
            .AddPipeline("b", static provider => provider.GetRequiredService<ResiliencePreset>());

        Printed("a").Should().NotContain("retry");
        Printed("b").Should().NotContain("retry");
    }

    [Fact]
    public void Operations_share_a_component_that_is_added_beside_them()
    {
        _services.AddResilience()
            .AddCircuitBreaker("openai")
            .AddPipeline("a", ResiliencePreset.Llm, Share)
            .AddPipeline("b", ResiliencePreset.Llm, Share);
        using ServiceProvider provider = _services.BuildServiceProvider();
        CircuitBreaker breaker = provider.GetRequiredKeyedService<CircuitBreaker>("openai");

        using (breaker.Isolate("test"))
        {
            foreach (string name in new[] { "a", "b" })
            {
                provider.GetRequiredKeyedService<ResiliencePipeline>(name)
                    .ExecuteOutcome(static _ => 1, TestContext.Current.CancellationToken).IsRejected.Should().BeTrue();
            }
        }

        static void Share(IServiceProvider services, StandardPipelineOptions options) =>
            options.SharedCircuitBreaker = services.GetRequiredKeyedService<CircuitBreaker>("openai");
    }

    [Fact]
    public void What_was_added_is_configured_in_order()
    {
        _services.AddResilience()
            .ConfigurePipeline("a", static options => options.Timeout!.Timeout *= 2)
            .AddPipeline("a", ResiliencePreset.Balanced, static options => options.Timeout!.Timeout = TimeSpan.FromSeconds(5))
            .ConfigurePipeline("a", static options => options.Timeout!.Timeout += TimeSpan.FromSeconds(1));

        Printed("a").Should().Contain("timeout (11 s)");
    }

    [Fact]
    public void Another_definition_takes_the_place_of_the_first_where_it_says_so()
    {
        _services.AddResilience()
            .AddPipeline("a", ResiliencePreset.Balanced)
            .ConfigurePipeline("a", static (_, before) => before.Preset == ResiliencePreset.Balanced ? ResiliencePreset.Llm : before);
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.GetRequiredKeyedService<ResilienceOperation>("a").Definition.Preset.Should().Be(ResiliencePreset.Llm);
    }

    [Fact]
    public void Arguments_are_checked_at_once()
    {
        IResilienceBuilder builder = _services.AddResilience();
        Action[] calls =
        [
            () => builder.AddPipeline(" ", ResiliencePreset.Llm),
            () => builder.AddPipeline("a", (ResiliencePreset)null!),
            () => builder.AddPipeline("a", (Action<ResiliencePipelineBuilder>)null!),
            () => builder.AddPipeline("a", (Func<IServiceProvider, OperationDefinition>)null!),
            () => builder.AddPipeline("a", ""),
            () => builder.AddPipeline<int>("a", (Action<ResiliencePipelineBuilder<int>>)null!),
            () => builder.ConfigurePipeline("a", (Action<StandardPipelineOptions>)null!),
            () => builder.AddPreset(null!),
            () => builder.AddCircuitBreaker(""),
            () => builder.AddBulkhead(""),
            () => builder.AddRateLimit<TokenBucketOptions>(""),
            () => builder.AddRateLimitFamily<int>("a", null!),
            () => builder.ConfigureRegistry((Action<ResilienceRegistryOptions>)null!),
            () => ((IResilienceBuilder)null!).AddPipeline("a", ResiliencePreset.Llm),
            () => ((IServiceCollection)null!).AddResilience(),
        ];

        foreach (Action call in calls)
            call.Should().Throw<ArgumentException>();
    }

    private string Printed(string name)
    {
        using ServiceProvider provider = _services.BuildServiceProvider();
        return provider.GetRequiredKeyedService<ResiliencePipeline>(name).ToString();
    }
}
