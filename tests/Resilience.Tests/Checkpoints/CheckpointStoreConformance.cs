using Microsoft.Extensions.Time.Testing;
using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

/// <summary>What every checkpoint store does, seen from outside. A new store derives from it and has to add nothing.</summary>
public abstract partial class CheckpointStoreConformance
{
    private readonly Lock _lock = new();
    private ICheckpointStore? _store;

    protected static RunKey Run { get; } = new("plan-analysis", "PDM2024-ANT-MED");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    protected ICheckpointStore Store
    {
        get
        {
            lock (_lock)
                return _store ??= Create(CheckpointProtection.None, null, 1024 * 1024);
        }
    }

    /// <summary>Makes an empty store whose clock is <see cref="Time"/>.</summary>
    protected abstract ICheckpointStore Create(CheckpointProtection protection, ICheckpointKeyProvider? keys, int maxPayloadBytes);

    protected async Task<IRunLease> StartAsync(RunKey? run = null)
    {
        IRunLease lease = await Store.AcquireAsync(run ?? Run, cancellationToken: Token);
        await lease.AppendAsync(Drafts.Started(), Token);
        return lease;
    }

    protected async Task FinishAsync(RunKey run)
    {
        await using IRunLease lease = await StartAsync(run);
        await lease.AppendAsync(Drafts.Finished(), Token);
    }

    protected static async Task<CheckpointError> RefusalOf(Func<Task> call) =>
        (await call.Should().ThrowAsync<CheckpointException>()).Which.Error;

    protected async Task<List<CheckpointInfo>> HistoryAsync(RunKey run) => await Store.ReadHistoryAsync(run, Token).ToListAsync(Token);
}
