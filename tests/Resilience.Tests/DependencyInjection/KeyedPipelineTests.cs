using Microsoft.Extensions.DependencyInjection;

namespace Resilience.Tests.DependencyInjection;

public sealed class KeyedPipelineTests
{
    private readonly ServiceCollection _services = new();

    [Fact]
    public void A_service_is_given_the_pipeline_with_the_name_that_it_asks_for()
    {
        _services.AddResilience().AddPipeline("ai_summarize", ResiliencePreset.Llm);
        _services.AddTransient<Summaries>();
        using ServiceProvider provider = _services.BuildServiceProvider();

        Summaries summaries = provider.GetRequiredService<Summaries>();

        summaries.Pipeline.Should().BeSameAs(provider.GetRequiredService<IResilienceRegistry>().GetPipeline("ai_summarize"));
        summaries.Pipeline.ToString().Should().Contain("'ai_summarize'");
    }

    [Fact]
    public void An_unknown_name_is_an_error_that_lists_the_known_ones()
    {
        _services.AddResilience().AddPipeline("b", ResiliencePreset.Http).AddPipeline("a", ResiliencePreset.Llm);
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.Invoking(static it => it.GetRequiredKeyedService<ResiliencePipeline>("c"))
            .Should().Throw<InvalidOperationException>().WithMessage("There is no pipeline named 'c'. There are: a, b.");
        provider.GetRequiredService<IResilienceRegistry>().TryGet("c", out _).Should().BeFalse("nothing is left behind");
    }

    [Fact]
    public void What_was_put_into_the_registry_meanwhile_is_known()
    {
        _services.AddResilience();
        using ServiceProvider provider = _services.BuildServiceProvider();
        ResilienceOperation late = provider.GetRequiredService<IResilienceRegistry>().Replace("late", ResiliencePreset.Http);

        provider.GetRequiredKeyedService<ResiliencePipeline>("late").Should().BeSameAs(late.Pipeline);
        provider.Invoking(static it => it.GetRequiredKeyedService<ResiliencePipeline>("other"))
            .Should().Throw<InvalidOperationException>().WithMessage("*'other'*There are: late.");
    }

    [Fact]
    public void A_name_that_others_know_when_the_container_is_built_resolves()
    {
        _services.AddResilience();
        _services.Configure<Resilience.DependencyInjection.ResilienceOptions>(
            static parts => parts.Operations.Set("from a file", static (_, there) => there ?? ResiliencePreset.Database));
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.GetRequiredKeyedService<ResilienceOperation>("from a file").Definition.Preset.Should().Be(ResiliencePreset.Database);
    }

    [Fact]
    public void A_key_that_is_no_name_is_told_so()
    {
        _services.AddResilience().AddPipeline("a", ResiliencePreset.Http);
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.Invoking(static it => it.GetRequiredKeyedService<ResiliencePipeline>(7))
            .Should().Throw<InvalidOperationException>().WithMessage("*has its name as key*Int32*");
    }

    [Fact]
    public void Pipelines_of_one_type_come_with_the_type()
    {
        _services.AddResilience()
            .AddPipeline<string>("second best", ResiliencePreset.Http, static options =>
                options.Fallback = new() { Action = static (_, _) => new("second best") })
            .AddPipeline<int>("built", static builder => builder.AddTimeout(TimeSpan.FromSeconds(1)))
            .AddPipeline("plain", ResiliencePreset.Http);
        using ServiceProvider provider = _services.BuildServiceProvider();

        provider.GetRequiredKeyedService<ResiliencePipeline<string>>("second best")
            .Execute(static _ => throw new NotSupportedException(), TestContext.Current.CancellationToken).Should().Be("second best");
        provider.GetRequiredKeyedService<ResiliencePipeline<int>>("built").Should().NotBeNull();
        provider.GetRequiredKeyedService<ResiliencePipeline<string>>("plain").Should().NotBeNull("the type is known now");
        provider.Invoking(static it => it.GetRequiredKeyedService<ResiliencePipeline>("built"))
            .Should().Throw<InvalidOperationException>("it has results of one type alone");
    }

    [Fact]
    public void Pipelines_outlive_the_scope_in_which_they_are_asked_for()
    {
        _services.AddResilience().AddPipeline("a", ResiliencePreset.Http).AddFamily("f", static _ =>
            KeyedFamily.Pipelines<string>("f", ResiliencePreset.Http));
        using ServiceProvider provider = _services.BuildServiceProvider();
        KeyedFamily<string, ResiliencePipeline> family;
        using (IServiceScope scope = provider.CreateScope())
        {
            _ = scope.ServiceProvider.GetRequiredKeyedService<ResiliencePipeline>("a");
            family = scope.ServiceProvider.GetRequiredKeyedService<KeyedFamily<string, ResiliencePipeline>>("f");
        }

        family.Get("tenant").Execute(static _ => 1, TestContext.Current.CancellationToken).Should().Be(1);
        provider.GetRequiredKeyedService<KeyedFamily<string, ResiliencePipeline>>("f").Should().BeSameAs(family);
    }

    private sealed class Summaries([FromKeyedServices("ai_summarize")] ResiliencePipeline pipeline)
    {
        public ResiliencePipeline Pipeline => pipeline;
    }
}
