using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>Runs are deleted.</summary>
internal static class DeletionChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        Check(A_finished_run_can_be_deleted_and_its_name_used_again),
        Check(A_run_that_has_not_finished_is_deleted_only_on_demand),
        Check(A_live_run_is_never_deleted),
        Check(A_run_that_does_not_exist_is_not_deleted),
        Check(Deleting_a_run_leaves_the_others_alone),
    ];

    private static async Task A_finished_run_can_be_deleted_and_its_name_used_again(CheckContext context)
    {
        await context.FinishAsync(CheckContext.Run);

        context.Equal("whether it was deleted", true, await DeleteAsync(context, CheckContext.Run));
        context.Equal("whether it was deleted again", false, await DeleteAsync(context, CheckContext.Run));

        context.Equal("what is found of it", null, await context.Store.FindRunAsync(CheckContext.Run, context.Token));
        context.Equal("its first record", null, await context.Store.ReadAsync(CheckContext.Run, 1, context.Token));
        context.Equal("the length of its history", 0, (await context.HistoryAsync()).Count);
        context.Set("the runs", [], await context.ListAsync());
        await using IRunLease again = await context.StartAsync();
        context.Equal("the number of records of the next one", 1, again.History.Count);
    }

    private static async Task A_run_that_has_not_finished_is_deleted_only_on_demand(CheckContext context)
    {
        await context.InterruptAsync(CheckContext.Run, "A");

        context.Equal("whether it was deleted", false, await DeleteAsync(context, CheckContext.Run));
        context.Equal("the number of its records", 2, (await context.HeadAsync()).Records);
        context.Equal("whether it was deleted on demand", true, await DeleteAsync(context, CheckContext.Run, evenUnfinished: true));
        context.Equal("what is found of it", null, await context.Store.FindRunAsync(CheckContext.Run, context.Token));
    }

    private static async Task A_live_run_is_never_deleted(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();
        await lease.AppendAsync(Drafts.Finished(), context.Token);

        foreach (bool evenUnfinished in (bool[])[true, false])
        {
            await context.RefusedAsync(
                "deleting a live run", CheckpointError.RunOwned, () => DeleteAsync(context, CheckContext.Run, evenUnfinished).AsTask());
        }

        context.Equal("the place of the next record", 3, (await lease.AppendAsync(Drafts.Restarted("A"), context.Token)).Sequence);
    }

    private static async Task A_run_that_does_not_exist_is_not_deleted(CheckContext context)
    {
        context.Equal("whether it was deleted", false, await DeleteAsync(context, CheckContext.Run));
        context.Equal("whether it was deleted on demand", false, await DeleteAsync(context, CheckContext.Run, evenUnfinished: true));
    }

    private static async Task Deleting_a_run_leaves_the_others_alone(CheckContext context)
    {
        RunKey gone = new("p", "1"), stays = new("p", "10"), other = new("P", "1");
        foreach (RunKey run in (RunKey[])[gone, stays, other])
            await context.FinishAsync(run);

        context.Equal("whether it was deleted", true, await DeleteAsync(context, gone));

        context.Set("the runs", [stays, other], await context.ListAsync());
        context.Equal("the number of records of another run", 2, (await context.HistoryAsync(stays)).Count);
    }

    private static ValueTask<bool> DeleteAsync(CheckContext context, RunKey run, bool evenUnfinished = false) =>
        context.Store.DeleteAsync(run, evenUnfinished, context.Token);
}
