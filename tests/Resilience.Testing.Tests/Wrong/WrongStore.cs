using Resilience.Checkpoints;

namespace Resilience.Testing.Tests.Wrong;

/// <summary>A store that does what another does, but for what it does wrong.</summary>
internal sealed class WrongStore(ICheckpointStore right, Wrongdoing wrong) : ICheckpointStore
{
    public async ValueTask<IRunLease> AcquireAsync(RunKey run, RunAcquisition? acquisition, CancellationToken cancellationToken) =>
        new WrongLease(await wrong.Acquire(right, wrong.Key(run), acquisition, wrong.Cancellation(cancellationToken)), run, wrong);

    public async ValueTask<RunHead?> FindRunAsync(RunKey run, CancellationToken cancellationToken) =>
        wrong.Head(await right.FindRunAsync(wrong.Key(run), wrong.Cancellation(cancellationToken)));

    public IAsyncEnumerable<RunHead> ListRunsAsync(RunQuery? query, CancellationToken cancellationToken) =>
        wrong.List(right.ListRunsAsync(wrong.Query(query), wrong.Cancellation(cancellationToken)));

    public IAsyncEnumerable<CheckpointInfo> ReadHistoryAsync(RunKey run, CancellationToken cancellationToken) =>
        wrong.History(right.ReadHistoryAsync(wrong.Key(run), wrong.Cancellation(cancellationToken)));

    public async ValueTask<CheckpointRecord?> ReadAsync(RunKey run, long sequence, CancellationToken cancellationToken) =>
        wrong.Record(await wrong.Read(right, wrong.Key(run), sequence, wrong.Cancellation(cancellationToken)));

    public async ValueTask<CheckpointVerification?> VerifyAsync(RunKey run, CancellationToken cancellationToken) =>
        wrong.Verification(await right.VerifyAsync(wrong.Key(run), wrong.Cancellation(cancellationToken)));

    public ValueTask<bool> DeleteAsync(RunKey run, bool evenUnfinished, CancellationToken cancellationToken) =>
        wrong.Delete(right, wrong.Key(run), evenUnfinished, wrong.Cancellation(cancellationToken));
}
