namespace Resilience.Testing.Tests.Fixtures;

/// <summary>Stores in files, or what is made of them.</summary>
internal sealed class FileFixture(Func<ICheckpointStore, ICheckpointStore>? wrap = null) : CheckpointStoreFixture
{
    private readonly Func<ICheckpointStore, ICheckpointStore> _wrap = wrap ?? (static store => store);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"resilience-{Guid.NewGuid():N}");
    private readonly Dictionary<ICheckpointStore, string> _paths = [];

    public override StoreCapabilities Capabilities =>
        StoreCapabilities.Clock | StoreCapabilities.PayloadLimit | StoreCapabilities.Protection | StoreCapabilities.Reopening
        | StoreCapabilities.Damage | (OperatingSystem.IsLinux() ? StoreCapabilities.TakeOver : StoreCapabilities.None);

    public override ValueTask<ICheckpointStore> CreateAsync(CheckpointStoreSetup setup, CancellationToken cancellationToken) =>
        new(Open(Path.Combine(_folder, $"{_paths.Count}"), setup));

    public override ValueTask<ICheckpointStore> ReopenAsync(
        ICheckpointStore store, CheckpointStoreSetup setup, CancellationToken cancellationToken) =>
        new(Open(_paths[store], setup));

    public override async ValueTask DamageAsync(
        ICheckpointStore store, RunKey run, long sequence, RecordDamage damage, CancellationToken cancellationToken)
    {
        // A check damages the only run that is there.
        string path = Directory.GetFiles(_paths[store], $"{sequence:D8}.ckpt", SearchOption.AllDirectories).Single();
        byte[] bytes = await File.ReadAllBytesAsync(path, cancellationToken);
        bytes[damage == RecordDamage.Payload ? ^1 : 140] ^= 1;
        File.Delete(path);
        if (damage != RecordDamage.Missing)
            await File.WriteAllBytesAsync(path, bytes, cancellationToken);
    }

    public override ValueTask DisposeAsync()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        return base.DisposeAsync();
    }

    private ICheckpointStore Open(string path, CheckpointStoreSetup setup)
    {
        ICheckpointStore store = _wrap(new FileCheckpointStore(path, new()
        {
            Protection = setup.Protection,
            Keys = setup.Keys,
            MaxPayloadBytes = setup.MaxPayloadBytes,
            TimeProvider = setup.TimeProvider,
        }));
        _paths.Add(store, path);
        return store;
    }
}
