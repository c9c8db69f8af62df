namespace Resilience.AotSmoke;

/// <summary>All strategies in one pipeline, in the canonical order.</summary>
internal static class TogetherScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("together");
        ResiliencePipeline<string> pipeline = new ResiliencePipelineBuilder<string> { Name = "together" }
            .AddFallback(new FallbackOptions<string> { Action = (_, _) => new("second best") })
            .AddTimeout(TimeSpan.FromMinutes(1))
            .AddRetry(new RetryOptions<string> { Backoff = Backoff.None })
            .AddTimeout(TimeSpan.FromMilliseconds(20))
            .Build();
        Stage.Say("pipeline", pipeline);
        await Stage.TryAsync("success", () => pipeline.ExecuteAsync(new Service(0).AnswerAsync));
        await Stage.TryAsync("success at last", () => pipeline.ExecuteAsync(new Service(2).AnswerAsync));
        await Stage.TryAsync("every attempt too late", () => pipeline.ExecuteAsync(Stage.HangAsync));
        Stage.Say("outcome", await pipeline.ExecuteOutcomeAsync(new Service(9).AnswerAsync));
        Stage.Try("synchronous", () => pipeline.Execute(static (s, _) => s.Answer(), new Service(2)));
    }
}
