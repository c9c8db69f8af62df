namespace Resilience.Testing;

/// <summary>Makes the stores that are checked. The author of a store derives from it.</summary>
/// <remarks>
/// One fixture may serve one check or all of them; it is used by one check at a time. It is disposed of by whoever made it, not by a check.
/// </remarks>
public abstract class CheckpointStoreFixture : IAsyncDisposable
{
    /// <summary>What the store can do beyond what every store does; <see cref="StoreCapabilities.None"/> unless overridden.</summary>
    public virtual StoreCapabilities Capabilities => StoreCapabilities.None;

    /// <summary>
    /// How long a check may take before it counts as failed, by the system's clock: more than zero, or
    /// <see cref="Timeout.InfiniteTimeSpan"/>. One minute unless overridden.
    /// </summary>
    public virtual TimeSpan TimeLimit => TimeSpan.FromMinutes(1);

    /// <summary>The checks that apply to a store with these capabilities.</summary>
    public IEnumerable<ConformanceCheck> Checks =>
        CheckpointStoreConformance.Checks.Where(check => check.ReasonToSkip(Capabilities) is null);

    /// <summary>Makes a store without any run. Stores that it made before do not share data with it.</summary>
    /// <param name="setup">How the store is to be set up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The store.</returns>
    public abstract ValueTask<ICheckpointStore> CreateAsync(CheckpointStoreSetup setup, CancellationToken cancellationToken);

    /// <summary>
    /// Makes another store over the same data, as another process would: what the first one keeps in memory it must not know. The first
    /// one stays in use. Called if <see cref="StoreCapabilities.Reopening"/> is claimed.
    /// </summary>
    /// <param name="store">The store whose data are meant.</param>
    /// <param name="setup">How the new one is to be set up.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new store.</returns>
    /// <exception cref="NotSupportedException">The fixture does not override this method.</exception>
    public virtual ValueTask<ICheckpointStore> ReopenAsync(
        ICheckpointStore store, CheckpointStoreSetup setup, CancellationToken cancellationToken) =>
        throw Missing(StoreCapabilities.Reopening);

    /// <summary>
    /// Damages a record behind the store's back. Called if <see cref="StoreCapabilities.Damage"/> is claimed, for a run that nobody owns.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="run">The run.</param>
    /// <param name="sequence">The place of the record, from 1. It exists and has a payload.</param>
    /// <param name="damage">What is to be done to it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when the record is damaged.</returns>
    /// <exception cref="NotSupportedException">The fixture does not override this method.</exception>
    public virtual ValueTask DamageAsync(
        ICheckpointStore store, RunKey run, long sequence, RecordDamage damage, CancellationToken cancellationToken) =>
        throw Missing(StoreCapabilities.Damage);

    /// <summary>
    /// Begins a transaction in which the store can write a record. Called if <see cref="StoreCapabilities.Transactions"/> is claimed.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The transaction.</returns>
    /// <exception cref="NotSupportedException">The fixture does not override this method.</exception>
    public virtual ValueTask<StoreTransaction> BeginTransactionAsync(ICheckpointStore store, CancellationToken cancellationToken) =>
        throw Missing(StoreCapabilities.Transactions);

    /// <summary>Deletes what its stores left behind: nothing, unless overridden.</summary>
    /// <returns>A task that ends when that is done.</returns>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }

    private NotSupportedException Missing(StoreCapabilities capability) =>
        new($"{GetType().Name} claims {capability} without overriding what that needs.");
}
