using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>What is given up before it begins does nothing.</summary>
internal static class CancellationChecks
{
    private static readonly CancellationToken _given = new(canceled: true);

    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        Check(An_append_that_was_given_up_before_it_began_writes_nothing),
        Check(An_acquisition_that_was_given_up_before_it_began_leaves_the_run_free),
        Check(A_deletion_that_was_given_up_before_it_began_deletes_nothing),
        Check(Reading_that_was_given_up_before_it_began_throws),
    ];

    private static async Task An_append_that_was_given_up_before_it_began_writes_nothing(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();

        await GivenUpAsync(context, "appending", () => lease.AppendAsync(Drafts.Stage("A"), _given).AsTask());

        context.Equal("the number of the lease's records", 1, lease.History.Count);
        context.Equal("the number of records", 1, (await context.HistoryAsync()).Count);
        context.Equal("the place of the next record", 2, (await lease.AppendAsync(Drafts.Stage("B"), context.Token)).Sequence);
    }

    private static async Task An_acquisition_that_was_given_up_before_it_began_leaves_the_run_free(CheckContext context)
    {
        await GiveUpAsync();
        await context.InterruptAsync(CheckContext.Run);
        await GiveUpAsync();

        context.Equal("where the run stands", RunStatus.Interrupted, (await context.HeadAsync()).Status);
        context.Equal("the number of records", 1, (await context.HistoryAsync()).Count);
        await (await context.AcquireAsync()).DisposeAsync();

        Task GiveUpAsync() => GivenUpAsync(
            context, "acquiring", () => CheckContext.GiveBackAsync(context.Store.AcquireAsync(CheckContext.Run, null, _given)));
    }

    private static async Task A_deletion_that_was_given_up_before_it_began_deletes_nothing(CheckContext context)
    {
        await context.FinishAsync(CheckContext.Run);

        await GivenUpAsync(
            context, "deleting", () => context.Store.DeleteAsync(CheckContext.Run, evenUnfinished: true, _given).AsTask());

        context.Equal("where the run stands", RunStatus.Finished, (await context.HeadAsync()).Status);
    }

    private static async Task Reading_that_was_given_up_before_it_began_throws(CheckContext context)
    {
        ICheckpointStore store = context.Store;
        await using IRunLease lease = await context.StartAsync();

        await GivenUpAsync(context, "finding a run", () => store.FindRunAsync(CheckContext.Run, _given).AsTask());
        await GivenUpAsync(context, "reading a record", () => store.ReadAsync(CheckContext.Run, 1, _given).AsTask());
        await GivenUpAsync(context, "reading a record as its owner", () => lease.ReadAsync(1, _given).AsTask());
        await GivenUpAsync(context, "verifying", () => store.VerifyAsync(CheckContext.Run, _given).AsTask());
        await GivenUpAsync(context, "listing runs", () => DrainAsync(store.ListRunsAsync(null, _given)));
        await GivenUpAsync(context, "reading a history", () => DrainAsync(store.ReadHistoryAsync(CheckContext.Run, _given)));
    }

    private static async Task GivenUpAsync(CheckContext context, string what, Func<Task> call) =>
        await context.ThrowsAsync<OperationCanceledException>($"{what} with a cancelled token", call);

    // Without a token of its own, so that it is the store that gives up.
    private static async Task DrainAsync<T>(IAsyncEnumerable<T> values)
    {
        await foreach (T _ in values)
        {
            // Only that it ends, or how, is of interest.
        }
    }
}
