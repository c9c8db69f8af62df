using Resilience.Checkpoints;

namespace Resilience.Testing;

/// <summary>How a check wants a store to be set up. What a fixture does not claim to be capable of, it may ignore.</summary>
public sealed record CheckpointStoreSetup
{
    /// <summary>
    /// How records are protected; <see cref="CheckpointProtection.None"/> unless the check needs
    /// <see cref="StoreCapabilities.Protection"/>.
    /// </summary>
    public CheckpointProtection Protection { get; init; }

    /// <summary>Where keys come from; null when <see cref="Protection"/> needs none.</summary>
    public ICheckpointKeyProvider? Keys { get; init; }

    /// <summary>The most bytes of a payload: 1,048,576 (1 MiB), which is the largest payload that a check writes.</summary>
    public int MaxPayloadBytes { get; init; } = 1024 * 1024;

    /// <summary>The clock of the times in records. It stands still until the check moves it.</summary>
    public required TimeProvider TimeProvider { get; init; }
}
