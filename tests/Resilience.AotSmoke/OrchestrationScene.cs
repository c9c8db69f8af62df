using Resilience.Checkpoints;

namespace Resilience.AotSmoke;

/// <summary>A run that is interrupted, resumed, mitigated, forked and verified.</summary>
internal static class OrchestrationScene
{
    public static async Task RunAsync()
    {
        Stage.Scene("orchestration");
        string folder = Directory.CreateTempSubdirectory("resilience-").FullName;
        try
        {
            await RunAsync(new FileCheckpointStore(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(FileCheckpointStore store)
    {
        bool open = false;
        RiskRegistry<SmokeContext> risks = new RiskRegistry<SmokeContext>()
            .Add(RiskCatalog.DocumentAnalysis)
            .Match("EMPTY_EXTRACTION", FailureMatch.Exception<InvalidOperationException>())
            .Mitigate("fallback_ocr", static it => MitigationResult.RetryWith(it.Context with { Text = "by hand" }, "no text"));
        Orchestrator<SmokeContext> orchestrator = new OrchestratorBuilder<SmokeContext>("plans", SmokeJson.Default.SmokeContext)
            .AddStage("LOAD_DOCUMENT", static (_, context) => context with { Pages = [1] })
            .AddStage("EXTRACT_TEXT_TABLES", static (_, context) => context.Text.Length == 0 ? throw new InvalidOperationException() : context)
            .AddParallel(
                "BOTH",
                static group => group
                    .AddBranch("LEFT", static (_, context) => context with { Pages = [.. context.Pages, 2] })
                    .AddBranch("RIGHT", static (_, context) => context with { Pages = [.. context.Pages, 3] }),
                static (start, results) => start with { Pages = [.. results.SelectMany(static result => result.Pages)] })
            .AddStage("REPORT", (_, context) => open ? context : throw new RejectedException(new(RejectionReason.Custom, "printer")))
            .UseRisks(risks)
            .UseCheckpoints(store)
            .Build();

        Stage.Say("pipeline", orchestrator);
        Say("refused", await orchestrator.RunAsync("run 1", new("", [])));
        open = true;
        Say("resumed", await orchestrator.RunAsync("run 1", new("", [])));
        Say("recorded", await orchestrator.RunAsync("run 1", new("", [])));
        Say("forked", await orchestrator.ForkAsync("run 1", "run 2", "BOTH", static context => context with { Pages = [9] }));
        await foreach (RunHead head in orchestrator.ListRunsAsync(RunStatus.Interrupted))
            Stage.Say("left", head.Run);
        Stage.Say("verified", (await store.VerifyAsync(new("plans", "run 1")))!.IsIntact);
        await Stage.TryAsync("another input", () => new ValueTask<RunResult<SmokeContext>>(orchestrator.RunAsync("run 1", new("x", []))));
    }

    private static void Say(string what, RunResult<SmokeContext> run) => Stage.Say(
        what, $"{run.Status} {string.Join(' ', run.Stages.Select(static stage => stage.Status))}; {run.Context.Text} {string.Join(',', run.Context.Pages)}");
}
