using Resilience.Checkpoints;
using Resilience.Testing.Tests.Wrong;

namespace Resilience.Testing.Tests.Fixtures;

/// <summary>Stores that do with a record in a transaction what a test says.</summary>
internal sealed class TransactionalFixture(Wrongdoing.Appending append) : CheckpointStoreFixture
{
    public override StoreCapabilities Capabilities => StoreCapabilities.Clock | StoreCapabilities.TakeOver | StoreCapabilities.Transactions;

    /// <summary>Writes it when the transaction is committed, as is right.</summary>
    public static async ValueTask<CheckpointInfo> AtCommitAsync(IRunLease lease, CheckpointDraft draft, CancellationToken token)
    {
        if (draft.Transaction is not DeferredTransaction transaction)
            return await lease.AppendAsync(draft, token);
        transaction.Defer(() => lease.AppendAsync(draft with { Transaction = null }, token).AsTask());
        return lease.History[^1] with { Sequence = lease.History.Count + 1, Metadata = draft.Metadata };
    }

    public override ValueTask<ICheckpointStore> CreateAsync(CheckpointStoreSetup setup, CancellationToken cancellationToken) =>
        new(new Wrongdoing { Append = append }.Commit(new InMemoryCheckpointStore(new() { TimeProvider = setup.TimeProvider })));

    public override ValueTask<StoreTransaction> BeginTransactionAsync(ICheckpointStore store, CancellationToken cancellationToken) =>
        new(new DeferredTransaction());
}
