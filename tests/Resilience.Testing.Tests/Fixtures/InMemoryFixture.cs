namespace Resilience.Testing.Tests.Fixtures;

/// <summary>Stores in memory, or what is made of them.</summary>
internal sealed class InMemoryFixture(Func<ICheckpointStore, ICheckpointStore>? wrap = null) : CheckpointStoreFixture
{
    private const StoreCapabilities All =
        StoreCapabilities.Clock | StoreCapabilities.PayloadLimit | StoreCapabilities.Protection | StoreCapabilities.TakeOver;

    private readonly Func<ICheckpointStore, ICheckpointStore> _wrap = wrap ?? (static store => store);

    public StoreCapabilities Claims { get; init; } = All;

    public override StoreCapabilities Capabilities => Claims;

    public TimeSpan Limit { get; init; } = TimeSpan.FromMinutes(1);

    public override TimeSpan TimeLimit => Limit;

    public override ValueTask<ICheckpointStore> CreateAsync(CheckpointStoreSetup setup, CancellationToken cancellationToken) =>
        new(_wrap(new InMemoryCheckpointStore(new()
        {
            Protection = setup.Protection,
            Keys = setup.Keys,
            MaxPayloadBytes = setup.MaxPayloadBytes,
            TimeProvider = setup.TimeProvider,
        })));
}
