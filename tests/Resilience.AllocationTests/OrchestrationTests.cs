namespace Resilience.AllocationTests;

/// <summary>What a run costs around stages that do nothing, and that it leaves nothing behind.</summary>
public sealed class OrchestrationTests
{
    private static readonly CheckpointContext _context = new("PDM2024-ANT-MED.pdf", 12, 0.97);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_run_of_one_empty_stage_costs_at_most_a_kilobyte()
    {
        Orchestrator<CheckpointContext> orchestrator = Build(stages: 1);
        CancellationToken token = Token;

        Allocations.PerCall(() => Run(orchestrator, "run", token)).Should().BeLessThanOrEqualTo(1_024);
    }

    [Fact]
    public void Each_further_empty_stage_costs_at_most_half_of_that()
    {
        Orchestrator<CheckpointContext> one = Build(stages: 1);
        Orchestrator<CheckpointContext> eleven = Build(stages: 11);
        CancellationToken token = Token;

        double more = Allocations.PerCall(() => Run(eleven, "run", token)) - Allocations.PerCall(() => Run(one, "run", token));

        (more / 10).Should().BeLessThanOrEqualTo(512);
    }

    [Fact]
    public void A_hundred_thousand_runs_leave_nothing_behind()
    {
        Orchestrator<CheckpointContext> orchestrator = Build(stages: 3);
        CancellationToken token = Token;
        for (int i = 0; i < 1_000; i++)
            Run(orchestrator, $"warm {i}", token);
        long before = GC.GetTotalMemory(forceFullCollection: true);

        for (int i = 0; i < 100_000; i++)
            Run(orchestrator, $"run {i}", token);

        long left = GC.GetTotalMemory(forceFullCollection: true) - before;
        orchestrator.Counters.Completed.Should().Be(101_000);
        left.Should().BeLessThan(256 * 1024, "that is less than three bytes for each run");
        GC.KeepAlive(orchestrator);
    }

    private static Orchestrator<CheckpointContext> Build(int stages)
    {
        var builder = new OrchestratorBuilder<CheckpointContext>("empty", CheckpointJson.Default.CheckpointContext);
        for (int i = 0; i < stages; i++)
            builder.AddStage($"STAGE_{i}", static (_, context, _) => new ValueTask<CheckpointContext>(context));
        return builder.Build();
    }

    private static void Run(Orchestrator<CheckpointContext> orchestrator, string runId, CancellationToken token)
    {
        Task<RunResult<CheckpointContext>> run = orchestrator.RunAsync(runId, _context, token);
        if (!run.IsCompletedSuccessfully || !run.Result.IsCompleted)
            throw new InvalidOperationException("The run did not complete.");
    }
}
