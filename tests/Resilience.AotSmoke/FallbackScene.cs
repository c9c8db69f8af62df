namespace Resilience.AotSmoke;

/// <summary>A second-best answer, typed and for calls without a result.</summary>
internal static class FallbackScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("fallback");
        ResiliencePipeline<string> typed = new ResiliencePipelineBuilder<string> { Name = "second best" }
            .AddFallback(new FallbackOptions<string> { Action = (_, _) => new("second best") }).Build();
        Stage.Say("pipeline", typed);
        await Stage.TryAsync("not needed", () => typed.ExecuteAsync(new Service(0).AnswerAsync));
        await Stage.TryAsync("needed", () => typed.ExecuteAsync(new Service(1).AnswerAsync));
        Stage.Try("synchronous", () => typed.Execute(static (s, _) => s.Answer(), new Service(1)));
        Stage.Say("outcome", await typed.ExecuteOutcomeAsync(new Service(1).AnswerAsync));

        ResiliencePipeline quiet = new ResiliencePipelineBuilder { Name = "quiet" }
            .AddFallback(new FallbackOptions
            {
                Action = (_, _) =>
                {
                    Console.WriteLine("instead");
                    return default;
                },
            }).Build();
        await quiet.ExecuteAsync(static _ => new ValueTask(Task.FromException(new TransientException("busy"))));
    }
}
