using Resilience.Checkpoints;
using static Resilience.Testing.Checks.Checklist;

namespace Resilience.Testing.Checks;

/// <summary>Records in a transaction of the caller's.</summary>
internal static class TransactionChecks
{
    public static IReadOnlyList<ConformanceCheck> All { get; } =
    [
        With(StoreCapabilities.Transactions, A_record_in_a_transaction_is_there_once_it_is_committed),
        With(StoreCapabilities.Transactions, A_record_in_a_transaction_that_is_rolled_back_is_not_there),
        Without(StoreCapabilities.Transactions, A_record_for_a_transaction_is_refused_by_a_store_that_has_none),
    ];

    private static async Task A_record_in_a_transaction_is_there_once_it_is_committed(CheckContext context)
    {
        await using (IRunLease lease = await context.StartAsync())
        {
            await using StoreTransaction transaction = await context.Fixture.BeginTransactionAsync(context.Store, context.Token);
            await lease.AppendAsync(Drafts.Stage("A") with { Transaction = transaction.Value }, context.Token);
            await transaction.CommitAsync(context.Token);
        }

        context.Equal("the number of records", 2, (await context.HistoryAsync()).Count);
        context.Equal("the kind of the last", CheckpointKind.Stage, (await context.HeadAsync()).Last?.Metadata.Kind);
        await context.IntactAsync();
    }

    private static async Task A_record_in_a_transaction_that_is_rolled_back_is_not_there(CheckContext context)
    {
        await using (IRunLease lease = await context.StartAsync())
        {
            await using StoreTransaction transaction = await context.Fixture.BeginTransactionAsync(context.Store, context.Token);
            await lease.AppendAsync(Drafts.Stage("A") with { Transaction = transaction.Value }, context.Token);
            await transaction.RollbackAsync(context.Token);
        }

        context.Equal("the number of records", 1, (await context.HistoryAsync()).Count);
        await using IRunLease next = await context.AcquireAsync();
        context.Equal("the place of the next record", 3, (await next.AppendAsync(Drafts.Stage("A"), context.Token)).Sequence);
        await context.IntactAsync();
    }

    private static async Task A_record_for_a_transaction_is_refused_by_a_store_that_has_none(CheckContext context)
    {
        await using IRunLease lease = await context.StartAsync();

        await context.ThrowsAsync<NotSupportedException>(
            "a record for a transaction",
            () => lease.AppendAsync(Drafts.Stage("A") with { Transaction = new object() }, context.Token).AsTask());

        context.Equal("the place of the next record", 2, (await lease.AppendAsync(Drafts.Stage("A"), context.Token)).Sequence);
    }
}
