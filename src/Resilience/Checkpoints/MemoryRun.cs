namespace Resilience.Checkpoints;

/// <summary>The records of a run in memory. Locked by itself.</summary>
internal sealed class MemoryRun
{
    private readonly Lock _lock = new();
    private readonly SortedList<long, byte[]> _records = [];
    private long _token;
    private object? _owner;

    public bool IsOwned
    {
        get
        {
            lock (_lock)
                return _owner is not null;
        }
    }

    public IReadOnlyList<long> Sequences()
    {
        lock (_lock)
            return [.. _records.Keys];
    }

    public byte[]? Find(long sequence)
    {
        lock (_lock)
            return _records.GetValueOrDefault(sequence);
    }

    public bool TryOwn(object owner, bool takeOver)
    {
        lock (_lock)
        {
            if (_owner is not null && !takeOver)
                return false;
            _owner = owner;
            return true;
        }
    }

    public void Release(object owner)
    {
        lock (_lock)
        {
            if (_owner == owner)
                _owner = null;
        }
    }

    public bool TryAdd(long sequence, byte[] record)
    {
        lock (_lock)
            return _records.TryAdd(sequence, record);
    }

    public void Remove(long sequence)
    {
        lock (_lock)
            _records.Remove(sequence);
    }

    public long RaiseToken(long atLeast)
    {
        lock (_lock)
            return _token = Math.Max(_token + 1, atLeast);
    }
}
