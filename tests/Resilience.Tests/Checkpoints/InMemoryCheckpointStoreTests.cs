using Resilience.Checkpoints;

namespace Resilience.Tests.Checkpoints;

public sealed class InMemoryCheckpointStoreTests : CheckpointStoreConformance
{
    protected override ICheckpointStore Create(CheckpointProtection protection, ICheckpointKeyProvider? keys, int maxPayloadBytes) =>
        new InMemoryCheckpointStore(new()
        {
            Protection = protection,
            Keys = keys,
            MaxPayloadBytes = maxPayloadBytes,
            TimeProvider = Time,
        });
}
