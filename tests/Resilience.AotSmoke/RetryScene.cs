namespace Resilience.AotSmoke;

/// <summary>Retries with delays of a millisecond.</summary>
internal static class RetryScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("retry");
        ResiliencePipeline pipeline = new ResiliencePipelineBuilder { Name = "retrying" }
            .AddRetry(new()
            {
                MaxAttempts = 3,
                Backoff = Backoff.Constant(TimeSpan.FromMilliseconds(1)),
                OnRetry = args =>
                {
                    Stage.Say("told", $"attempt {args.Attempt}");
                    return default;
                },
            }).Build();
        Stage.Say("pipeline", pipeline);
        await Stage.TryAsync("success at once", () => pipeline.ExecuteAsync(new Service(0).AnswerAsync));
        await Stage.TryAsync("success at last", () => pipeline.ExecuteAsync(new Service(2).AnswerAsync));
        await Stage.TryAsync("failure", () => pipeline.ExecuteAsync(new Service(3).AnswerAsync));
        await Stage.TryAsync("not worth it", () => pipeline.ExecuteAsync<string>(_ => throw new PermanentException("wrong")));
        Stage.Try("synchronous", () => pipeline.Execute(static (s, _) => s.Answer(), new Service(2)));
        Stage.Say("outcome", await pipeline.ExecuteOutcomeAsync(new Service(2).AnswerAsync));
        Stage.Say("outcome of an outcome", pipeline.ExecuteOutcome(static (s, _) => s.AnswerAsOutcome(), new Service(2)));

        ResiliencePipeline<string> judging = new ResiliencePipelineBuilder<string> { Name = "judging" }
            .AddRetry(new RetryOptions<string> { Backoff = Backoff.None, HandleResult = result => result != "answer 3" }).Build();
        Stage.Say("pipeline", judging);
        await Stage.TryAsync("judged", () => judging.ExecuteAsync(new Service(0).AnswerAsync));

        ResiliencePipeline budgeted = new ResiliencePipelineBuilder { Name = "budgeted" }
            .AddRetry(new() { Backoff = Backoff.None, Budget = new RetryBudget(new() { Ratio = 0, MinimumPerWindow = 1 }) }).Build();
        Stage.Say("within the budget", budgeted.ExecuteOutcome(static (s, _) => s.Answer(), new Service(1)));
        Stage.Say("over the budget", budgeted.ExecuteOutcome(static (s, _) => s.Answer(), new Service(1)));
    }
}
