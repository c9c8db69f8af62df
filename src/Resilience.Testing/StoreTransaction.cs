namespace Resilience.Testing;

/// <summary>A transaction of the caller's, as a fixture of a store with <see cref="StoreCapabilities.Transactions"/> makes it.</summary>
/// <remarks>A check ends it once, by one of its two methods, before it disposes it.</remarks>
public abstract class StoreTransaction : IAsyncDisposable
{
    /// <summary>What is handed to the store as <see cref="Checkpoints.CheckpointDraft.Transaction"/>.</summary>
    public abstract object Value { get; }

    /// <summary>Commits it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when it is committed.</returns>
    public abstract ValueTask CommitAsync(CancellationToken cancellationToken);

    /// <summary>Rolls it back.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when it is rolled back.</returns>
    public abstract ValueTask RollbackAsync(CancellationToken cancellationToken);

    /// <summary>Releases what it holds: nothing, unless overridden.</summary>
    /// <returns>A task that ends when that is done.</returns>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return default;
    }
}
