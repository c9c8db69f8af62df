namespace Resilience.Crashes;

/// <summary>
/// A pipeline of nine stages that says what it does, before and after each: one has branches, one is left out, one is run again by
/// mitigations, one by its pipeline, and one does less.
/// </summary>
internal sealed class NineStages(Action<string> say, Func<StageContext, ValueTask>? hold = null)
{
    public const string Pipeline = "voyage";
    public const string Unwanted = "SCAN";
    public const string Mended = "ENRICH";

    /// <summary>The stages in their order.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["LOAD", "EXTRACT", "RENDER", Unwanted, "CLASSIFY", Mended, "TRANSLATE", "SUMMARIZE", "PUBLISH"];

    /// <summary>What a run comes to that nobody disturbs.</summary>
    public static async Task<string> UndisturbedAsync()
    {
        RunResult<Voyage> run = await new NineStages(static _ => { }).Build(new InMemoryCheckpointStore()).RunAsync("undisturbed", Voyage.Start());
        return run.ThrowIfFailed().Context.ToString();
    }

    public Orchestrator<Voyage> Build(ICheckpointStore store, CheckpointDurability durability = CheckpointDurability.BeforeNextStage) =>
        new OrchestratorBuilder<Voyage>(Pipeline, VoyageJson.Default.Voyage)
            .UseCheckpoints(store, durability)
            .UseRisks(new Mending())
            .AddObserver(new Telling(say))
            .AddStage("LOAD", StepAsync)
            .AddStage("EXTRACT", StepAsync)
            .AddParallel(
                "RENDER",
                group => group.AddBranch("TEXT", StepAsync).AddBranch("TABLES", StepAsync).AddBranch("IMAGES", StepAsync),
                static (start, results) =>
                {
                    start.Steps.AddRange(results.Select(static result => result.Steps[^1]));
                    return start;
                })
            .AddStage(Unwanted, StepAsync, static stage => stage.Condition = static voyage => voyage.Steps.Count == 0)
            .AddStage("CLASSIFY", StepAsync)
            .AddStage(Mended, EnrichAsync)
            .AddStage("TRANSLATE", TranslateAsync, static stage => stage.UsePipeline(AtOnce()))
            .AddStage("SUMMARIZE", SummarizeAsync)
            .AddStage("PUBLISH", StepAsync)
            .Build();

    private static ResiliencePipeline AtOnce() =>
        new ResiliencePipelineBuilder().AddRetry(new RetryOptions { Backoff = Backoff.Constant(TimeSpan.Zero) }).Build();

    private async ValueTask<Voyage> StepAsync(StageContext stage, Voyage voyage, CancellationToken cancellationToken)
    {
        await BeginAsync(stage);
        return End(stage, voyage, stage.Stage.Name);
    }

    // Its mitigations change the context once, and then run it again as it is. What it spoils in place must be gone the next time.
    private async ValueTask<Voyage> EnrichAsync(StageContext stage, Voyage voyage, CancellationToken cancellationToken)
    {
        await BeginAsync(stage);
        voyage.Steps.Add("spoiled");
        if (stage.Mitigation < 2)
            throw new InvalidDataException();
        voyage.Steps.RemoveAt(voyage.Steps.Count - 1);
        return End(stage, voyage, $"{stage.Stage.Name}-{voyage.Mended}-{stage.Mitigation}");
    }

    private async ValueTask<Voyage> TranslateAsync(StageContext stage, Voyage voyage, CancellationToken cancellationToken)
    {
        await BeginAsync(stage);
        voyage.Steps.Add($"attempt-{stage.Attempt}");
        if (stage.Attempt == 1)
            throw new TransientException("once more");
        return End(stage, voyage, stage.Stage.Name);
    }

    private async ValueTask<Voyage> SummarizeAsync(StageContext stage, Voyage voyage, CancellationToken cancellationToken)
    {
        await BeginAsync(stage);
        stage.Degrade("less");
        return End(stage, voyage, stage.Stage.Name);
    }

    private async ValueTask BeginAsync(StageContext stage)
    {
        StageInfo owner = stage.Stage.Group ?? stage.Stage;
        say(
            $"start {stage.RunId} {stage.Stage.Name} {owner.Name} {stage.Mitigation} {stage.Attempt} {stage.IdempotencyKey} {stage.NewGuid():N} "
            + $"{Records.Number(stage.UtcNow.Ticks)} {Records.Number(stage.FencingToken)} ;");
        if (hold is not null)
            await hold(stage);
    }

    private Voyage End(StageContext stage, Voyage voyage, string step)
    {
        voyage.Steps.Add(step);
        say($"end {stage.RunId} {stage.Stage.Name} ;");
        return voyage;
    }
}
