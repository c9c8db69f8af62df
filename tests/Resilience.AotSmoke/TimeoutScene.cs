namespace Resilience.AotSmoke;

/// <summary>The timeouts are short, and what they end never ends by itself.</summary>
internal static class TimeoutScene
{
    private static readonly TimeSpan _soon = TimeSpan.FromMilliseconds(20);

    public static async Task RunAsync()
    {
        Stage.Scene("timeout");
        ResiliencePipeline patient = new ResiliencePipelineBuilder { Name = "patient" }.AddTimeout(TimeSpan.FromMinutes(1)).Build();
        Stage.Say("pipeline", patient);
        await Stage.TryAsync("in time", () => patient.ExecuteAsync(new Service(0).AnswerAsync));
        await Stage.TryAsync("failure", () => patient.ExecuteAsync(new Service(1).AnswerAsync));
        Stage.Try("synchronous", () => patient.Execute(static _ => 42));

        ResiliencePipeline hasty = new ResiliencePipelineBuilder { Name = "hasty" }
            .AddTimeout(new TimeoutOptions
            {
                Timeout = _soon,
                OnTimeout = args =>
                {
                    Stage.Say("told", $"{args.Timeout.TotalMilliseconds} ms, attempt {args.Attempt}");
                    return default;
                },
            }).Build();
        await Stage.TryAsync("too late", () => hasty.ExecuteAsync(Stage.HangAsync));
        Stage.Say("too late, outcome", await hasty.ExecuteOutcomeAsync(Stage.HangAsync));
        Stage.Say("too late, synchronous", hasty.ExecuteOutcome(static ct => ct.WaitHandle.WaitOne() ? Throw(ct) : 0));

        using CancellationTokenSource caller = new();
        ValueTask<Outcome<string>> cancelled = patient.ExecuteOutcomeAsync(Stage.HangAsync, caller.Token);
        await caller.CancelAsync();
        Stage.Say("cancelled by the caller", await cancelled);

        ResiliencePipeline abandoning = new ResiliencePipelineBuilder { Name = "abandoning" }
            .AddTimeout(new TimeoutOptions { Timeout = _soon, Abandon = true }).Build();
        TaskCompletionSource<string> deaf = new();
        Stage.Say("abandoned", await abandoning.ExecuteOutcomeAsync(_ => deaf.Task));
        deaf.SetResult("late");

        ResiliencePipeline generated = new ResiliencePipelineBuilder { Name = "generated" }
            .AddTimeout(new TimeoutOptions { TimeoutGenerator = args => args.Attempt * _soon }).Build();
        Stage.Say("generated", await generated.ExecuteOutcomeAsync(Stage.HangAsync));
    }

    private static int Throw(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return 0;
    }
}
