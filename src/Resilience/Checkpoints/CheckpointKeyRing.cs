namespace Resilience;

/// <summary>Keys that are known from the start: the first for new records, the others for those that exist.</summary>
public sealed class CheckpointKeyRing : ICheckpointKeyProvider
{
    private readonly CheckpointKey[] _keys;

    /// <summary>Makes a ring.</summary>
    /// <param name="current">The key for new records.</param>
    /// <param name="older">Keys of records that exist.</param>
    /// <exception cref="ArgumentNullException">A key is null.</exception>
    /// <exception cref="ArgumentException">Two keys have the same number.</exception>
    public CheckpointKeyRing(CheckpointKey current, params ReadOnlySpan<CheckpointKey> older)
    {
        ArgumentNullException.ThrowIfNull(current);
        _keys = [current, .. older];
        if (Array.Exists(_keys, static key => key is null))
            throw new ArgumentNullException(nameof(older));
        if (_keys.DistinctBy(static key => key.Id).Count() != _keys.Length)
            throw new ArgumentException("Two keys have the same number.", nameof(older));
    }

    /// <inheritdoc />
    public CheckpointKey Current => _keys[0];

    /// <inheritdoc />
    public CheckpointKey? Find(int id) => Array.Find(_keys, key => key.Id == id);
}
