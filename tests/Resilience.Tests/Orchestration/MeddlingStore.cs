using Resilience.Checkpoints;

namespace Resilience.Tests.Orchestration;

/// <summary>A store in which somebody else is quicker, once: between a look at a run and what follows from it.</summary>
internal sealed class MeddlingStore(ICheckpointStore store, Func<Task>? afterLook = null) : ICheckpointStore
{
    private Func<Task>? _afterLook = afterLook;

    /// <summary>What happens before a run is acquired.</summary>
    public Func<Task> BeforeAcquisition { get; init; } = static () => Task.CompletedTask;

    /// <summary>What happens before each record is read.</summary>
    public Action BeforeRead { get; init; } = static () => { };

    public async ValueTask<RunHead?> FindRunAsync(RunKey run, CancellationToken cancellationToken = default)
    {
        RunHead? head = await store.FindRunAsync(run, cancellationToken);
        if (Interlocked.Exchange(ref _afterLook, null) is { } meddle)
            await meddle();
        return head;
    }

    public async ValueTask<IRunLease> AcquireAsync(RunKey run, RunAcquisition? acquisition = null, CancellationToken cancellationToken = default)
    {
        await BeforeAcquisition();
        return await store.AcquireAsync(run, acquisition, cancellationToken);
    }

    public IAsyncEnumerable<RunHead> ListRunsAsync(RunQuery? query = null, CancellationToken cancellationToken = default) =>
        store.ListRunsAsync(query, cancellationToken);

    public IAsyncEnumerable<CheckpointInfo> ReadHistoryAsync(RunKey run, CancellationToken cancellationToken = default) =>
        store.ReadHistoryAsync(run, cancellationToken);

    public ValueTask<CheckpointRecord?> ReadAsync(RunKey run, long sequence, CancellationToken cancellationToken = default)
    {
        BeforeRead();
        return store.ReadAsync(run, sequence, cancellationToken);
    }

    public ValueTask<CheckpointVerification?> VerifyAsync(RunKey run, CancellationToken cancellationToken = default) =>
        store.VerifyAsync(run, cancellationToken);

    public ValueTask<bool> DeleteAsync(RunKey run, bool evenUnfinished = false, CancellationToken cancellationToken = default) =>
        store.DeleteAsync(run, evenUnfinished, cancellationToken);
}
