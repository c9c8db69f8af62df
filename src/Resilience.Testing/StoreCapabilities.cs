namespace Resilience.Testing;

/// <summary>What a store can do beyond what every store does. A check that needs more than a fixture claims is skipped.</summary>
[Flags]
public enum StoreCapabilities
{
    /// <summary>Nothing more.</summary>
    None = 0,

    /// <summary>It stamps its records by <see cref="CheckpointStoreSetup.TimeProvider"/>, and not by a clock of its own.</summary>
    Clock = 1,

    /// <summary>It refuses payloads of more bytes than <see cref="CheckpointStoreSetup.MaxPayloadBytes"/>.</summary>
    PayloadLimit = 2,

    /// <summary>It authenticates and encrypts records with the keys of <see cref="CheckpointStoreSetup.Keys"/>.</summary>
    Protection = 4,

    /// <summary>
    /// A run can be taken from an owner that is alive. A store that does not claim it has to refuse the attempt, and is checked for that.
    /// </summary>
    TakeOver = 8,

    /// <summary>
    /// It writes a record in a transaction of the caller's, see <see cref="CheckpointStoreFixture.BeginTransactionAsync"/>. A store that
    /// does not claim it has to refuse such a record, and is checked for that.
    /// </summary>
    Transactions = 16,

    /// <summary>
    /// Its data outlive the store object, and another object can use them at the same time, see
    /// <see cref="CheckpointStoreFixture.ReopenAsync"/>.
    /// </summary>
    Reopening = 32,

    /// <summary>The fixture can damage what is stored, see <see cref="CheckpointStoreFixture.DamageAsync"/>.</summary>
    Damage = 64,
}
