using Resilience.Benchmarks.Gate;
using Resilience.Checkpoints;

namespace Resilience.Benchmarks.Ours;

/// <summary>Reads a run of a thousand records of 64 KiB.</summary>
internal sealed class RunWork : DiskWork
{
    private const int Records = 1000;

    private static readonly Lazy<string> _filled = new(Fill);

    private readonly Action<FileCheckpointStore> _call;
    private readonly FileCheckpointStore _store;

    private RunWork(string folder, Action<FileCheckpointStore> call)
    {
        _call = call;
        _store = new FileCheckpointStore(folder);
    }

    /// <summary>The folder of a store with the run, which nobody changes.</summary>
    public static string Filled => _filled.Value;

    /// <summary>Acquires the run, as whoever resumes it does, and gives it back.</summary>
    public static RunWork Resume()
    {
        // A copy: each owner leaves a record.
        string copy = GateFolder.Create();
        string from = Path.Combine(Filled, Contexts.Run.Pipeline, Contexts.Run.RunId);
        string to = Directory.CreateDirectory(Path.Combine(copy, Contexts.Run.Pipeline, Contexts.Run.RunId)).FullName;
        foreach (string path in Directory.EnumerateFiles(from))
        {
            File.Copy(path, Path.Combine(to, Path.GetFileName(path)));
        }

        return new(copy, static store =>
        {
            IRunLease lease = store.AcquireAsync(Contexts.Run).AsTask().GetAwaiter().GetResult();
            Require(lease.History.Count >= Records && lease.Quarantined.Count == 0);
            lease.DisposeAsync().AsTask().GetAwaiter().GetResult();
        });
    }

    /// <summary>Verifies every byte of it.</summary>
    public static RunWork Verify() => new(Filled, static store =>
        Require(store.VerifyAsync(Contexts.Run).AsTask().GetAwaiter().GetResult() is { IsIntact: true, Records: Records }));

    public override void Call() => _call(_store);

    private static string Fill()
    {
        string folder = GateFolder.Create();
        IRunLease lease = new FileCheckpointStore(folder).AcquireAsync(Contexts.Run).AsTask().GetAwaiter().GetResult();
        lease.AppendAsync(Contexts.Started()).AsTask().GetAwaiter().GetResult();
        for (int i = 1; i < Records; i++)
        {
            lease.AppendAsync(Contexts.Ready()).AsTask().GetAwaiter().GetResult();
        }

        lease.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return folder;
    }

    private static void Require(bool whole)
    {
        if (!whole)
        {
            throw new InvalidOperationException("The run is not what was written.");
        }
    }
}
