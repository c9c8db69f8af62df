using Resilience.Checkpoints;
using Resilience.Checkpoints.Storage;
using Resilience.Testing;

namespace Resilience.Tests.Checkpoints;

/// <summary>Stores in files, for the suite that every store passes.</summary>
internal sealed class FileFixture : CheckpointStoreFixture
{
    private readonly Lazy<TemporaryFolder> _folder = new();
    private readonly Dictionary<ICheckpointStore, string> _paths = [];
    private readonly bool _portable;

    private FileFixture(bool portable) => _portable = portable;

    // Where .NET's own calls are used, a locked file cannot be read, and so nobody can say which token it holds.
    public override StoreCapabilities Capabilities =>
        StoreCapabilities.Clock | StoreCapabilities.PayloadLimit | StoreCapabilities.Protection | StoreCapabilities.Reopening
        | StoreCapabilities.Damage | (_portable ? StoreCapabilities.None : StoreCapabilities.TakeOver);

    /// <summary>Stores as they are on this system.</summary>
    public static FileFixture Native() => new(portable: false);

    /// <summary>Stores as they are on Windows and macOS.</summary>
    public static FileFixture Portable() => new(portable: true);

    public override ValueTask<ICheckpointStore> CreateAsync(CheckpointStoreSetup setup, CancellationToken cancellationToken) =>
        new(Open(_folder.Value[$"{_paths.Count}", "checkpoints"], setup));

    public override ValueTask<ICheckpointStore> ReopenAsync(
        ICheckpointStore store, CheckpointStoreSetup setup, CancellationToken cancellationToken) =>
        new(Open(_paths[store], setup));

    public override ValueTask DamageAsync(
        ICheckpointStore store, RunKey run, long sequence, RecordDamage damage, CancellationToken cancellationToken)
    {
        string path = Path.Combine(
            _paths[store],
            SafeName.Encode(run.Pipeline),
            SafeName.Encode(run.RunId),
            $"{sequence:D8}.ckpt");
        if (damage == RecordDamage.Missing)
            File.Delete(path);
        else
            File.WriteAllBytes(path, DamagedRecord.Of(File.ReadAllBytes(path), damage));
        return default;
    }

    public override ValueTask DisposeAsync()
    {
        if (_folder.IsValueCreated)
            _folder.Value.Dispose();
        return base.DisposeAsync();
    }

    private FileCheckpointStore Open(string path, CheckpointStoreSetup setup)
    {
        var options = new FileCheckpointStoreOptions
        {
            Protection = setup.Protection,
            Keys = setup.Keys,
            MaxPayloadBytes = setup.MaxPayloadBytes,
            TimeProvider = setup.TimeProvider,
        };
        FileCheckpointStore store = _portable ? new(create => PortableFolder.OpenRoot(path, create), options) : new(path, options);
        _paths.Add(store, path);
        return store;
    }
}
