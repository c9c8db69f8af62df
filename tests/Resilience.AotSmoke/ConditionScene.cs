using Microsoft.Extensions.DependencyInjection;

namespace Resilience.AotSmoke;

/// <summary>Health, operation mode, and several dependencies at once or one for another.</summary>
internal static class ConditionScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("condition");
        bool works = false;
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new HandClock());
        services.AddResilience()
            .AddHealthMonitor(health => health.AddProbe(new("database", () => works) { Critical = true, SuccessThreshold = 1 }))
            .AddOperationMode(static mode => mode
                .AddFeature(new("images") { LimitedText = "no images" })
                .Configure(static setup => setup.Mode.LowerAfter = TimeSpan.Zero))
            .AddFanOut<string, int>("lengths", static _ => [Length("a", 0), Length("b", 1), Failing("c")])
            .AddFailover<string, int>("ai", static _ => [Failing("primary"), Length("backup", 0)])
            .AddLoadBalancer<string, int>("replicas", static _ => [Length("r", 0)]);
        await using ServiceProvider provider = services.BuildServiceProvider();
        provider.ValidateResilience();

        HealthMonitor monitor = provider.GetRequiredService<HealthMonitor>();
        OperationModeControl modes = provider.GetRequiredService<OperationModeControl>();
        HealthSnapshot snapshot = await monitor.RunAsync();
        Stage.Say("health", snapshot.State);
        Stage.Say("as JSON", snapshot.ToJson().Contains("\"unhealthy_checks\": 1", StringComparison.Ordinal));
        modes.MarkDegraded("database", "it is down", ComponentSeverity.High);
        Stage.Say("mode", modes.Mode);
        Stage.Say("feature", modes.IsFeatureEnabled("images"));
        ResiliencePipeline gated = new ResiliencePipelineBuilder()
            .AddHealthGate(monitor["database"], new() { Name = "database" })
            .AddFeatureGate(modes, "images")
            .Build();
        Stage.Say("gate", gated.ExecuteOutcome(static _ => 1).Rejection);
        works = true;
        await monitor.RunAsync("database");
        Stage.Say("next gate", gated.ExecuteOutcome(static _ => 1).Rejection);

        FanOutResult<int> lengths = await provider.GetRequiredService<FanOutGroup<string, int>>().ExecuteAsync("four");
        Stage.Say("fan-out", $"{string.Join(' ', lengths.Results)}, partial {lengths.IsPartial}, {lengths.Errors.First().Outcome.Code}");
        FailoverResult<int> answer = await provider.GetRequiredService<FailoverChain<string, int>>().ExecuteAsync("four");
        Stage.Say("failover", $"{answer.Provider} says {answer.Outcome.Result} after {answer.Failed[0].Provider} {answer.Failed[0].Code}");
        Stage.Say("balancer", await provider.GetRequiredService<LoadBalancer<string, int>>().ExecuteAsync("four"));
    }

    private static Dependency<string, int> Length(string name, int more) => new(name, (text, _) => new ValueTask<int>(text.Length + more));

    private static Dependency<string, int> Failing(string name) => new(name, static (_, _) => ValueTask.FromException<int>(new TimeoutException()));
}
