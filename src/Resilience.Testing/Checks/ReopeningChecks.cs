using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>What one store wrote, another one reads, as after a restart or in another process.</summary>
internal static class ReopeningChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        With(StoreCapabilities.Reopening, What_was_acknowledged_is_there_when_the_store_is_opened_again),
        With(StoreCapabilities.Reopening, A_run_is_resumed_by_another_store),
        With(StoreCapabilities.Reopening, Another_store_sees_the_owner_and_is_refused),
        With(StoreCapabilities.Reopening, Tokens_rise_from_store_to_store),
        With(StoreCapabilities.Reopening, What_another_store_deleted_is_gone),
    ];

    private static async Task What_was_acknowledged_is_there_when_the_store_is_opened_again(CheckContext context)
    {
        CheckpointDraft draft = Samples.Odd(3000);
        await using IRunLease lease = await context.StartAsync();
        CheckpointInfo written = await lease.AppendAsync(draft, context.Token);

        // The owner has not gone: a process that ends hard disposes nothing.
        ICheckpointStore other = await context.ReopenAsync();
        CheckpointRecord read = context.NotNull("the record", await other.ReadAsync(CheckContext.Run, 2, context.Token));

        context.Sequence("the payload", draft.Payload.Bytes.ToArray(), read.Payload.Bytes.ToArray());
        context.Same("the record", written, read.Info);
        context.Set(
            "the runs",
            [CheckContext.Run],
            await other.ListRunsAsync(null, context.Token).Select(static head => head.Run).ToListAsync(context.Token));
    }

    private static async Task A_run_is_resumed_by_another_store(CheckContext context)
    {
        await context.InterruptAsync(CheckContext.Run, "A");
        ICheckpointStore other = await context.ReopenAsync();

        await using (IRunLease lease = await other.AcquireAsync(CheckContext.Run, null, context.Token))
            await lease.AppendAsync(Drafts.Finished(), context.Token);

        RunHead head = await context.HeadAsync();
        context.Equal("where the run stands", RunStatus.Finished, head.Status);
        context.Equal("the number of records", 4, head.Records);
        await context.IntactAsync();
    }

    private static async Task Another_store_sees_the_owner_and_is_refused(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();
        ICheckpointStore other = await context.ReopenAsync();

        RunHead head = context.NotNull("where the run stands", await other.FindRunAsync(CheckContext.Run, context.Token));
        context.Equal("where the run stands", RunStatus.Live, head.Status);
        await context.RefusedAsync(
            "acquiring it",
            CheckpointError.RunOwned,
            () => CheckContext.GiveBackAsync(other.AcquireAsync(CheckContext.Run, null, context.Token)));
        await context.RefusedAsync(
            "deleting it",
            CheckpointError.RunOwned,
            () => other.DeleteAsync(CheckContext.Run, evenUnfinished: true, context.Token).AsTask());
        context.Equal("the place of the next record", 2, (await lease.AppendAsync(Drafts.Stage("A"), context.Token)).Sequence);
    }

    private static async Task Tokens_rise_from_store_to_store(CheckContext context)
    {
        var tokens = new List<long>();
        for (int i = 0; i < 4; i++)
        {
            ICheckpointStore store = i == 0 ? context.Store : await context.ReopenAsync();
            await using IRunLease lease = await store.AcquireAsync(CheckContext.Run, null, context.Token);
            tokens.Add(lease.FencingToken);
        }

        context.Sequence("the fencing tokens, which rise,", tokens.Distinct().Order(), tokens);
    }

    private static async Task What_another_store_deleted_is_gone(CheckContext context)
    {
        await context.FinishAsync(CheckContext.Run);
        ICheckpointStore other = await context.ReopenAsync();

        context.Equal("whether it was deleted", true, await other.DeleteAsync(CheckContext.Run, false, context.Token));

        context.Equal("what is found of it", null, await context.Store.FindRunAsync(CheckContext.Run, context.Token));
        await using IRunLease again = await context.StartAsync();
        context.Equal("the number of records of the next one", 1, again.History.Count);
    }
}
