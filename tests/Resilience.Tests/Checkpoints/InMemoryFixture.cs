using Resilience.Checkpoints;
using Resilience.Testing;

namespace Resilience.Tests.Checkpoints;

/// <summary>Stores in memory, for the suite that every store passes.</summary>
internal sealed class InMemoryFixture : CheckpointStoreFixture
{
    public override StoreCapabilities Capabilities =>
        StoreCapabilities.Clock | StoreCapabilities.PayloadLimit | StoreCapabilities.Protection | StoreCapabilities.TakeOver
        | StoreCapabilities.Damage;

    public override ValueTask<ICheckpointStore> CreateAsync(CheckpointStoreSetup setup, CancellationToken cancellationToken) =>
        new(new InMemoryCheckpointStore(new()
        {
            Protection = setup.Protection,
            Keys = setup.Keys,
            MaxPayloadBytes = setup.MaxPayloadBytes,
            TimeProvider = setup.TimeProvider,
        }));

    public override ValueTask DamageAsync(
        ICheckpointStore store, RunKey run, long sequence, RecordDamage damage, CancellationToken cancellationToken)
    {
        MemoryRun records = ((InMemoryCheckpointStore)store).Find(run)!;
        byte[] bytes = [.. records.Find(sequence)!];
        records.Remove(sequence);
        if (damage != RecordDamage.Missing)
            records.TryAdd(sequence, DamagedRecord.Of(bytes, damage));
        return default;
    }
}
