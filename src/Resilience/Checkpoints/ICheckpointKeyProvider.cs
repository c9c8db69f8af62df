namespace Resilience;

/// <summary>Where a checkpoint store gets its keys from.</summary>
/// <remarks>Safe to use from several threads. What it throws comes out of the store's method as it is.</remarks>
public interface ICheckpointKeyProvider
{
    /// <summary>The key for new records. Asked when a run is acquired.</summary>
    CheckpointKey Current { get; }

    /// <summary>Finds the key of a record that exists.</summary>
    /// <param name="id">The key's number.</param>
    /// <returns>The key; null if it is not known (any more).</returns>
    CheckpointKey? Find(int id);
}
