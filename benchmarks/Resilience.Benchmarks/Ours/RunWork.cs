using Resilience.Benchmarks.Gate;
using Resilience.Checkpoints;

namespace Resilience.Benchmarks.Ours;

/// <summary>Reads a run of a thousand records of 64 KiB.</summary>
internal sealed class RunWork : DiskWork
{
    public const int Records = 1000;

    private readonly Action<FileCheckpointStore> _call;
    private readonly FileCheckpointStore _store;

    private RunWork(string folder, Action<FileCheckpointStore> call)
        : base(folder)
    {
        _call = call;
        _store = new FileCheckpointStore(folder);
        Fill(folder);
    }

    /// <summary>Acquires the run, as whoever resumes it does, and gives it back.</summary>
    public static RunWork Resume(string folder) => new(folder, static store =>
    {
        IRunLease lease = store.AcquireAsync(Contexts.Run).AsTask().GetAwaiter().GetResult();
        Require(lease.History.Count >= Records && lease.Quarantined.Count == 0);
        lease.DisposeAsync().AsTask().GetAwaiter().GetResult();
    });

    /// <summary>Verifies every byte of it.</summary>
    public static RunWork Verify(string folder) => new(folder, static store =>
        Require(store.VerifyAsync(Contexts.Run).AsTask().GetAwaiter().GetResult() is { IsIntact: true, Records: Records }));

    /// <summary>Writes the run.</summary>
    public static void Fill(string folder)
    {
        IRunLease lease = new FileCheckpointStore(folder).AcquireAsync(Contexts.Run).AsTask().GetAwaiter().GetResult();
        lease.AppendAsync(Contexts.Started()).AsTask().GetAwaiter().GetResult();
        for (int i = 1; i < Records; i++)
        {
            lease.AppendAsync(Contexts.Ready()).AsTask().GetAwaiter().GetResult();
        }

        lease.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    public override void Call() => _call(_store);

    public override void Dispose()
    {
    }

    private static void Require(bool whole)
    {
        if (!whole)
        {
            throw new InvalidOperationException("The run is not what was written.");
        }
    }
}
