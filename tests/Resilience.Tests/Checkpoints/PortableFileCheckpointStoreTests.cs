using Resilience.Checkpoints;
using Resilience.Checkpoints.Storage;

namespace Resilience.Tests.Checkpoints;

/// <summary>The calls that are used on Windows and macOS, as far as they can be tried here.</summary>
public sealed class PortableFileCheckpointStoreTests : CheckpointStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _stores;

    // A locked file cannot be read there, and so nobody can say which token it holds.
    protected override bool CanTakeOver => false;

    public void Dispose() => _folder.Dispose();

    protected override ICheckpointStore Create(CheckpointProtection protection, ICheckpointKeyProvider? keys, int maxPayloadBytes)
    {
        string path = _folder[$"{_stores++}"];
        return new FileCheckpointStore(create => PortableFolder.OpenRoot(path, create), new()
        {
            Protection = protection,
            Keys = keys,
            MaxPayloadBytes = maxPayloadBytes,
            TimeProvider = Time,
        });
    }
}
