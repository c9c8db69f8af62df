namespace Resilience.AotSmoke;

/// <summary>Every way to call, and what building refuses.</summary>
internal static class EngineScene
{
    public static async Task RunAsync()
    {
        ResiliencePipeline pipeline = ResiliencePipeline.Empty;
        ResiliencePipeline<string> typed = new ResiliencePipelineBuilder<string>().Build();
        Service service = new(0);
        CancellationToken none = CancellationToken.None;

        Stage.Scene("calls");
        await Stage.TryAsync("value task", () => pipeline.ExecuteAsync(static (s, ct) => s.AnswerAsync(ct), service, none));
        await Stage.TryAsync("value task without state", () => pipeline.ExecuteAsync(service.AnswerAsync, none));
        await Stage.TryAsync("task", () => pipeline.ExecuteAsync(static _ => Task.FromResult("a task"), none));
        await Stage.TryAsync("struct", () => pipeline.ExecuteAsync(static _ => new ValueTask<decimal>(4.2m), none));
        await pipeline.ExecuteAsync(static async _ => await Task.Yield(), none);
        Stage.Try("synchronous", () => pipeline.Execute(static (s, _) => s.Answer(), service, none));
        Stage.Say("outcome", await pipeline.ExecuteOutcomeAsync(static (s, ct) => s.AnswerAsync(ct), service, none));
        Stage.Say("outcome of an outcome", pipeline.ExecuteOutcome(static (s, _) => s.AnswerAsOutcome(), service, none));
        await Stage.TryAsync("typed", () => typed.ExecuteAsync(static (s, ct) => s.AnswerAsync(ct), service, none));
        await Stage.TryAsync("with a context", () => pipeline.ExecuteAsync(
            static (s, context) => new ValueTask<string>($"{context.OperationKey} attempt {context.Attempt}"),
            service,
            new ResilienceContext("operation")));

        Stage.Scene("failures of calls");
        await Stage.TryAsync("thrown", () => pipeline.ExecuteAsync(static (s, ct) => s.AnswerAsync(ct), new Service(1), none));
        Stage.Say("as an outcome", pipeline.ExecuteOutcome(static (s, _) => s.Answer(), new Service(1), none));
        Stage.Say("as an outcome of an outcome", pipeline.ExecuteOutcome(static (s, _) => s.AnswerAsOutcome(), new Service(1), none));
        CancellationToken cancelled = new(canceled: true);
        Stage.Say("cancelled", await pipeline.ExecuteOutcomeAsync(static (s, ct) => s.AnswerAsync(ct), service, cancelled));

        Stage.Scene("building");
        Stage.Try("refused", () => new ResiliencePipelineBuilder { Name = "wrong" }
            .AddTimeout(TimeSpan.Zero).AddRetry(new() { MaxAttempts = 0 }).Build());
        ResiliencePipeline hazardous = new ResiliencePipelineBuilder { Name = "hazardous" }
            .AddTimeout(TimeSpan.FromSeconds(1)).AddTimeout(TimeSpan.FromSeconds(2)).Build();
        foreach (object hazard in hazardous.Hazards)
        {
            Stage.Say("hazard", hazard);
        }
    }
}
