using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

public sealed class FileCheckpointStoreTests : CheckpointStoreConformance, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private int _stores;

    public void Dispose() => _folder.Dispose();

    protected override ICheckpointStore Create(CheckpointProtection protection, ICheckpointKeyProvider? keys, int maxPayloadBytes) =>
        new FileCheckpointStore(_folder[$"{_stores++}", "checkpoints"], new()
        {
            Protection = protection,
            Keys = keys,
            MaxPayloadBytes = maxPayloadBytes,
            TimeProvider = Time,
        });
}
