namespace Resilience.AotSmoke;

/// <summary>First attempts that fail, hang, or answer at once; and second ones that do better.</summary>
internal static class HedgingScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("hedging");
        ResiliencePipeline<string> typed = new ResiliencePipelineBuilder<string> { Name = "typed" }
            .AddTimeout(TimeSpan.FromMinutes(1))
            .AddHedging(new()
            {
                Delay = HedgingDelay.Infinite,
                MaxAttempts = 3,
                HandleResult = static result => result == "answer 1",
                OnHedging = static hedging =>
                {
                    Stage.Say("hedging", $"attempt {hedging.Attempt} after {hedging.Failure?.Code}");
                    return default;
                },
            })
            .AddTimeout(TimeSpan.FromSeconds(30))
            .Build();
        Stage.Say("pipeline", typed);
        await Stage.TryAsync("a result that will not do", () => typed.ExecuteAsync(new Service(0).AnswerAsync));
        await Stage.TryAsync("all fail", () => typed.ExecuteAsync(new Service(9).AnswerAsync));
        Stage.Try("synchronous", () => typed.Execute(_ => new Service(0).Answer() + "!"));

        ResiliencePipeline untyped = new ResiliencePipelineBuilder { Name = "untyped" }
            .AddHedging(new()
            {
                Delay = TimeSpan.FromMilliseconds(1),
                ActionGenerator = static _ => static _ =>
                {
                    Stage.Say("elsewhere", "done");
                    return default;
                },
            })
            .Build();
        await untyped.ExecuteAsync(static async token => { await Stage.HangAsync(token); });
        int calls = 0;
        await Stage.TryAsync("a structure", () => untyped.ExecuteAsync(async token =>
        {
            if (Interlocked.Increment(ref calls) == 1)
                await Stage.HangAsync(token);
            return (42, default(Guid));
        }));
        calls = 0;
        Stage.Try("synchronous, beside one that hangs", () => untyped.Execute(token =>
        {
            if (Interlocked.Increment(ref calls) == 1)
                token.WaitHandle.WaitOne();
            return 42;
        }));

        var context = new ResilienceContext("operation");
        Stage.Say("context", await typed.ExecuteAsync(
            static (_, context) =>
                context.Attempt == 1 ? throw new TransientException() : new ValueTask<string>($"attempt {context.Attempt}"),
            0,
            context));
        ResiliencePipeline nested = new ResiliencePipelineBuilder { Name = "nested" }
            .AddHedging(new() { Delay = HedgingDelay.Infinite })
            .AddRetry(new() { Backoff = Backoff.None })
            .AddHedging(new() { Delay = HedgingDelay.Quantile() })
            .Build();
        var service = new Service(11);
        await Stage.TryAsync("nested", () => nested.ExecuteAsync(service.AnswerAsync));
        Stage.Say("calls", service.Calls);
    }
}
