namespace Resilience.AotSmoke;

/// <summary>Everything is injected, or nothing is.</summary>
internal static class ChaosScene
{
    private const string Environment = "Smoke";

    public static async Task RunAsync()
    {
        Stage.Scene("chaos");
        ResiliencePipeline failing = new ResiliencePipelineBuilder { Name = "failing" }
            .AddRetry(new() { Backoff = Backoff.None })
            .AddChaosFault(new()
            {
                EnvironmentName = Environment,
                Rate = 1,
                FaultGenerator = static call => call.Attempt == 1 ? new TransientException("chaos") : null,
                OnInjected = static injected =>
                {
                    Stage.Say("injected", $"{injected.Reason}, attempt {injected.Attempt}");
                    return default;
                },
            })
            .Build();
        Stage.Say("pipeline", failing);
        await Stage.TryAsync("fault", () => failing.ExecuteAsync(new Service(0).AnswerAsync));
        Stage.Try("fault, synchronous", () => failing.Execute(static _ => 42));

        ResiliencePipeline slow = new ResiliencePipelineBuilder { Name = "slow" }
            .AddTimeout(TimeSpan.FromMilliseconds(20))
            .AddChaosLatency(new() { EnvironmentName = Environment, Rate = 1, Latency = TimeSpan.FromHours(1) })
            .Build();
        Stage.Say("latency", await slow.ExecuteOutcomeAsync(new Service(0).AnswerAsync));

        var shared = new ChaosSwitch();
        ResiliencePipeline<int> answering = new ResiliencePipelineBuilder<int> { Name = "answering" }
            .AddChaosOutcome(new()
            {
                EnvironmentName = Environment,
                Rate = 1,
                Seed = 1,
                Switch = shared,
                Outcomes = { new(static () => Outcome.Success(503)), new(static () => Outcome.Success(0), 0) },
            })
            .AddChaosBehavior(new()
            {
                EnvironmentName = Environment,
                Rate = 1,
                Behavior = static (_, _) => throw new TransientException("behavior"),
            })
            .Build();
        Stage.Say("outcome", await answering.ExecuteOutcomeAsync(static _ => new ValueTask<int>(1)));
        shared.Enabled = false;
        await Stage.TryAsync("behavior", () => answering.ExecuteAsync(static _ => new ValueTask<int>(1)));
        Stage.Say("switch", shared);

        Stage.Try("production", static () => new ResiliencePipelineBuilder { Name = "live" }
            .AddChaosLatency(new() { EnvironmentName = "Production" }).Build().ToString());
    }
}
