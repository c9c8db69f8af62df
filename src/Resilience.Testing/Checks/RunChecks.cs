using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>Where runs stand.</summary>
internal static class RunChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        Check(Where_a_run_stands_is_said_without_owning_it),
        Check(A_run_has_finished_in_whatever_status),
        Check(A_finished_run_that_somebody_looked_into_is_still_finished),
        Check(A_finished_run_that_goes_on_is_no_longer_finished),
        Check(A_run_without_a_name_is_refused),
    ];

    private static async Task Where_a_run_stands_is_said_without_owning_it(CheckContext context)
    {
        IRunLease lease = await context.StartAsync();
        await lease.AppendAsync(Drafts.Stage("A"), context.Token);
        RunHead live = await context.HeadAsync();
        await lease.DisposeAsync();
        RunHead interrupted = await context.HeadAsync();

        context.Equal("where a run with an owner stands", RunStatus.Live, live.Status);
        context.Equal("where a run stands whose owner has gone", RunStatus.Interrupted, interrupted.Status);
        foreach (RunHead head in (RunHead[])[live, interrupted])
        {
            context.Equal("the run", CheckContext.Run, head.Run);
            context.Equal("the number of records", 2, head.Records);
            context.Equal("the outcome", CheckpointStatus.None, head.Outcome);
            context.Same("the last record", (await context.HistoryAsync())[1], context.NotNull("the last record", head.Last));
        }
    }

    private static async Task A_run_has_finished_in_whatever_status(CheckContext context)
    {
        foreach (CheckpointStatus status in Enum.GetValues<CheckpointStatus>())
        {
            var run = new RunKey("p", $"{status}");
            await using (IRunLease lease = await context.StartAsync(run))
                await lease.AppendAsync(Drafts.Finished(status), context.Token);

            RunHead head = await context.HeadAsync(run);
            context.Equal($"where a run stands that finished as {status}", RunStatus.Finished, head.Status);
            context.Equal("the outcome", status, head.Outcome);
            context.Equal("the trace's hash", "hash-of-trace", head.Last?.Metadata.TraceHash);
        }
    }

    private static async Task A_finished_run_that_somebody_looked_into_is_still_finished(CheckContext context)
    {
        await context.FinishAsync(CheckContext.Run);
        await using (await context.AcquireAsync())
            context.Equal("where it stands while it has an owner", RunStatus.Live, (await context.HeadAsync()).Status);

        RunHead head = await context.HeadAsync();

        context.Equal("where it stands", RunStatus.Finished, head.Status);
        context.Equal("the kind of its last record", CheckpointKind.Finished, head.Last?.Metadata.Kind);
        context.Equal("the number of its records", 3, head.Records);
    }

    private static async Task A_finished_run_that_goes_on_is_no_longer_finished(CheckContext context)
    {
        await context.FinishAsync(CheckContext.Run);
        await using (IRunLease lease = await context.AcquireAsync())
            await lease.AppendAsync(Drafts.Restarted("A"), context.Token);

        context.Equal("where it stands", RunStatus.Interrupted, (await context.HeadAsync()).Status);
        context.Equal("the outcome", CheckpointStatus.None, (await context.HeadAsync()).Outcome);
        context.Equal(
            "whether it is deleted as a finished one", false, await context.Store.DeleteAsync(CheckContext.Run, false, context.Token));
    }

    private static async Task A_run_without_a_name_is_refused(CheckContext context)
    {
        ICheckpointStore store = context.Store;

        await RefusedAsync("acquiring", () => CheckContext.GiveBackAsync(store.AcquireAsync(default, null, context.Token)));
        await RefusedAsync("finding", () => store.FindRunAsync(default, context.Token).AsTask());
        await RefusedAsync("reading", () => store.ReadAsync(default, 1, context.Token).AsTask());
        await RefusedAsync(
            "reading the history of", () => store.ReadHistoryAsync(default, context.Token).ToListAsync(context.Token).AsTask());
        await RefusedAsync("verifying", () => store.VerifyAsync(default, context.Token).AsTask());
        await RefusedAsync("deleting", () => store.DeleteAsync(default, evenUnfinished: true, context.Token).AsTask());

        Task RefusedAsync(string what, Func<Task> call) => context.ThrowsAsync<ArgumentException>($"{what} a run without a name", call);
    }
}
