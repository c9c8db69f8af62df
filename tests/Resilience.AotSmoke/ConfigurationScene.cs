using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Resilience.AotSmoke;

/// <summary>Operations from a configuration that changes, for the better and for the worse.</summary>
internal static class ConfigurationScene
{
    private const string Attempts = "Resilience:Operations:ai:Retry:MaxAttempts";

    public static async Task RunAsync()
    {
        Stage.Scene("configuration");
        IConfigurationRoot root = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [Attempts] = "2",
            ["Resilience:Operations:ai:Preset"] = "llm",
            ["Resilience:Operations:ai:Retry:Backoff:Shape"] = "Fibonacci",
            ["Resilience:Operations:ai:Retry:Handle:Causes"] = "Timeout, RateLimit",
            ["Resilience:Operations:ai:RateLimit:Type"] = "SlidingWindow",
            ["Resilience:Pipelines:p:Strategies:outer:Type"] = "Timeout",
            ["Resilience:Pipelines:p:Strategies:outer:Order"] = "1",
            ["Resilience:Pipelines:p:Strategies:inner:Type"] = "CircuitBreaker",
            ["Resilience:Pipelines:p:Strategies:inner:Order"] = "2",
            ["Block:retry:max_attempts"] = "4",
            ["Block:health_monitor:interval"] = "30.0",
            ["Resilience:Operations:old:Preset"] = "block",
        }).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(root);
        services.AddResilience()
            .BindConfiguration(configure: static options => options.ReloadDelay = TimeSpan.Zero)
            .BindCompatibleConfiguration("block", "Block");
        await using ServiceProvider provider = services.BuildServiceProvider();

        provider.ValidateResilience();
        ResiliencePipeline pipeline = provider.GetRequiredKeyedService<ResiliencePipeline>("ai");
        IResilienceConfiguration configuration = provider.GetRequiredService<IResilienceConfiguration>();
        Stage.Say("configured", pipeline);
        Stage.Say("in order", provider.GetRequiredKeyedService<ResiliencePipeline>("p"));
        Stage.Say("compatible", provider.GetRequiredKeyedService<ResiliencePipeline>("old"));
        Stage.Say("not applied", string.Join(' ', configuration.Status.NotApplied));
        Set(root, "5");
        Stage.Say("reloaded", Says(pipeline, "5 attempts"));
        Set(root, "many");
        Stage.Say("refused", string.Join(' ', configuration.Status.Errors));
        Stage.Say("as it was", Says(pipeline, "5 attempts"));
        Set(root, "6");
        configuration.UpdateFromJson("""{ "Operations": { "ai": { "Retry": { "MaxAttempts": 7 } } } }""");
        Stage.Say("overlaid", Says(pipeline, "7 attempts"));
        configuration.ClearOverlay();
        Stage.Say("cleared", Says(pipeline, "6 attempts"));
        Stage.Say("call", await pipeline.ExecuteAsync(static _ => new ValueTask<int>(42)));
    }

    private static void Set(IConfigurationRoot root, string attempts)
    {
        root[Attempts] = attempts;
        root.Reload();
    }

    private static bool Says(ResiliencePipeline pipeline, string words) => pipeline.ToString().Contains(words, StringComparison.Ordinal);
}
