using Resilience.Checkpoints;

namespace Resilience.Testing.Tests.Wrong;

/// <summary>What a store does wrong. Whatever is not set it does right.</summary>
internal sealed record Wrongdoing
{
    public delegate ValueTask<IRunLease> Acquiring(ICheckpointStore store, RunKey run, RunAcquisition? how, CancellationToken token);

    public delegate ValueTask<CheckpointRecord?> Reading(ICheckpointStore store, RunKey run, long sequence, CancellationToken token);

    public delegate ValueTask<bool> Deleting(ICheckpointStore store, RunKey run, bool evenUnfinished, CancellationToken token);

    public delegate ValueTask<CheckpointInfo> Appending(IRunLease lease, CheckpointDraft draft, CancellationToken token);

    public Func<RunKey, RunKey> Key { get; init; } = static run => run;

    public Func<CancellationToken, CancellationToken> Cancellation { get; init; } = static token => token;

    public Acquiring Acquire { get; init; } = static (store, run, how, token) => store.AcquireAsync(run, how, token);

    public Deleting Delete { get; init; } = static (store, run, evenUnfinished, token) => store.DeleteAsync(run, evenUnfinished, token);

    public Func<RunHead?, RunHead?> Head { get; init; } = static head => head;

    public Func<IAsyncEnumerable<RunHead>, IAsyncEnumerable<RunHead>> List { get; init; } = static heads => heads;

    public Func<RunQuery?, RunQuery?> Query { get; init; } = static query => query;

    public Func<IAsyncEnumerable<CheckpointInfo>, IAsyncEnumerable<CheckpointInfo>> History { get; init; } = static infos => infos;

    public Reading Read { get; init; } = static (store, run, sequence, token) => store.ReadAsync(run, sequence, token);

    public Func<CheckpointRecord?, CheckpointRecord?> Record { get; init; } = static record => record;

    public Func<CheckpointVerification?, CheckpointVerification?> Verification { get; init; } = static found => found;

    public Func<IReadOnlyList<CheckpointInfo>, IReadOnlyList<CheckpointInfo>> Known { get; init; } = static infos => infos;

    public Func<long, long> Token { get; init; } = static token => token;

    public Func<CancellationToken, CancellationToken> Lost { get; init; } = static lost => lost;

    public Func<IReadOnlyList<QuarantinedRecord>, IReadOnlyList<QuarantinedRecord>> Quarantined { get; init; } = static records => records;

    public Appending Append { get; init; } = static (lease, draft, token) => lease.AppendAsync(draft, token);

    public Func<IRunLease, ValueTask> Dispose { get; init; } = static lease => lease.DisposeAsync();

    public ICheckpointStore Commit(ICheckpointStore store) => new WrongStore(store, this);
}
