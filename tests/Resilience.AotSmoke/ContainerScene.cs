using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Resilience.AotSmoke;

/// <summary>Everything by name in a container, and what it says of what is wrong.</summary>
internal static class ContainerScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("container");
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new HandClock());
        services.AddSingleton<Summaries>();
        services.AddResilience()
            .AddPreset(new ResiliencePreset("frugal", static options => options.Retry = null))
            .AddCircuitBreaker("openai", static options => options.ConsecutiveFailures = 3)
            .AddBulkhead("threads", static options => options.PermitLimit = 2)
            .AddRateLimit<TokenBucketOptions>("quota", static options => options.Permits = 5)
            .AddPipelineFamily<string>("tenants", ResiliencePreset.Http)
            .AddPipeline("ai_summarize", ResiliencePreset.Llm, static (provider, options) =>
                options.SharedCircuitBreaker = provider.GetRequiredKeyedService<CircuitBreaker>("openai"))
            .ConfigurePipeline("ai_summarize", static options => options.RateLimit = null)
            .AddPipeline("cheap", "FRUGAL")
            .AddPipeline<int>("numbers", static builder => builder.AddTimeout(TimeSpan.FromSeconds(1)))
            .AddOrchestrator("plans", SmokeJson.Default.SmokeContext, static stages => stages
                .AddStage("ONLY", static (_, context) => context with { Text = "done" })
                .UseCheckpoints(new InMemoryCheckpointStore()));
        await using ServiceProvider provider = services.BuildServiceProvider();

        provider.ValidateResilience();
        Stage.Say("service", await provider.GetRequiredService<Summaries>().SummarizeAsync());
        Stage.Say("preset by name", provider.GetRequiredKeyedService<ResiliencePipeline>("cheap").ToString().Contains("retry", StringComparison.Ordinal));
        Stage.Say("typed", provider.GetRequiredKeyedService<ResiliencePipeline<int>>("numbers").Execute(static _ => 42));
        Stage.Say("operation", provider.GetRequiredKeyedService<ResilienceOperation>("ai_summarize"));
        Stage.Say("bulkhead", provider.GetRequiredKeyedService<Bulkhead>("threads").PermitLimit);
        Stage.Say("rate limit", provider.GetRequiredKeyedService<RateLimit>("quota").Name);
        Stage.Say("family", provider.GetRequiredKeyedService<KeyedFamily<string, ResiliencePipeline>>("tenants").Get("t").Execute(static _ => 1));
        Stage.Say("registry", string.Join(' ', provider.GetRequiredService<IResilienceRegistry>().Snapshot().Operations.Select(static one => one.Name)));
        await Stage.TryAsync("unknown", () => new ValueTask<object>(provider.GetRequiredKeyedService<ResiliencePipeline>("embed")));
        Orchestrator<SmokeContext> orchestrator = provider.GetRequiredService<Orchestrator<SmokeContext>>();
        Stage.Say("run", (await orchestrator.RunAsync("run 1", new("", []))).Context.Text);
        foreach (IOrchestrator any in provider.GetServices<IOrchestrator>())
            await any.DrainAsync();
        await Stage.TryAsync("drained", () => new ValueTask<RunResult<SmokeContext>>(orchestrator.RunAsync("run 2", new("", []))));
        await WrongAsync();
    }

    private static async Task WrongAsync()
    {
        var services = new ServiceCollection();
        services.AddResilience()
            .AddHosting(static options => options.RecoverRuns = true)
            .AddPipeline("bad", ResiliencePreset.Balanced, static options => options.Retry!.MaxAttempts = 0);
        await using ServiceProvider provider = services.BuildServiceProvider();
        await Stage.TryAsync("start", () =>
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return new ValueTask<bool>(true);
        });
    }

    private sealed class Summaries([FromKeyedServices("ai_summarize")] ResiliencePipeline pipeline)
    {
        public ValueTask<string> SummarizeAsync() => pipeline.ExecuteAsync(static _ => new ValueTask<string>("a summary"));
    }
}
