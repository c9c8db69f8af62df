namespace Resilience.Bulkheads;

/// <summary>
/// Calls in the order in which they are to be served: the more important first, and those that are equally so in the order in which they
/// came. Every step takes the same time, however many there are. Needs a lock around it.
/// </summary>
internal sealed class CallQueue
{
    private const int Levels = (int)BulkheadPriority.Highest - (int)BulkheadPriority.Lowest + 1;

    private readonly QueuedCall?[] _first = new QueuedCall?[Levels];
    private readonly QueuedCall?[] _last = new QueuedCall?[Levels];
    private int _count;
    private int _lowest = Levels;

    /// <summary>How many calls wait. May be read without the lock.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The place of a priority among all.</summary>
    public static int LevelOf(BulkheadPriority priority) =>
        Math.Clamp((int)priority, (int)BulkheadPriority.Lowest, (int)BulkheadPriority.Highest) - (int)BulkheadPriority.Lowest;

    /// <summary>Whether a call of this level may take the place of one that waits. May be asked without the lock.</summary>
    public bool HasLower(int level) => Volatile.Read(ref _lowest) < level;

    public void Add(QueuedCall call)
    {
        int level = call.Level;
        call.Next = null;
        call.Previous = _last[level];
        if (call.Previous is null)
            _first[level] = call;
        else
            call.Previous.Next = call;
        _last[level] = call;
        Volatile.Write(ref _count, _count + 1);
        if (level < _lowest)
            Volatile.Write(ref _lowest, level);
    }

    public void Remove(QueuedCall call)
    {
        int level = call.Level;
        if (call.Previous is null)
            _first[level] = call.Next;
        else
            call.Previous.Next = call.Next;
        if (call.Next is null)
            _last[level] = call.Previous;
        else
            call.Next.Previous = call.Previous;
        call.Previous = call.Next = null;
        Volatile.Write(ref _count, _count - 1);
        if (_first[level] is null && level == _lowest)
            FindLowest();
    }

    /// <summary>Takes the call that is to be served next; there must be one.</summary>
    public QueuedCall Dequeue()
    {
        int level = Levels - 1;
        while (_first[level] is null)
            level--;
        QueuedCall call = _first[level]!;
        Remove(call);
        return call;
    }

    /// <summary>Takes the call that is the first to be dropped: the newest of the least important; there must be one.</summary>
    public QueuedCall Drop()
    {
        QueuedCall call = _last[_lowest]!;
        Remove(call);
        return call;
    }

    private void FindLowest()
    {
        int level = 0;
        while (level < Levels && _first[level] is null)
            level++;
        Volatile.Write(ref _lowest, level);
    }
}
