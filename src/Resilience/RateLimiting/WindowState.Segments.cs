namespace Resilience.RateLimiting;

// What was taken and what is promised, segment by segment. All of it under the lock, and while the hot number is closed.
internal sealed partial class WindowState
{
    private const long Never = long.MinValue;

    private readonly long[] _taken;
    private readonly LinkedList<Segment> _promised = new();
    private long _head;
    private long _settled;
    private long _given;
    private long _blockedUntil = Never;

    private bool IsBlocked => _blockedUntil != Never;

    private long Oldest => _head - _shape.Count;

    /// <summary>Stops the hot path, and takes note of what it has given.</summary>
    private bool TryClose_NeedsLock()
    {
        if ((uint)Volatile.Read(ref _word) == Retired)
            return false;
        long taken = (uint)Interlocked.Exchange(ref _word, Word(Closed)) - _settled;
        _taken[Slot(_head)] += taken;
        _given += taken;
        return true;
    }

    /// <summary>Lets the hot path go on.</summary>
    private void Open_NeedsLock()
    {
        _settled = IsBlocked ? Math.Max(_permits, Used_NeedsLock()) : Used_NeedsLock();
        _settled = Math.Min(_settled, int.MaxValue);

        // In this order: see TryTakeFast.
        Volatile.Write(ref _word, Word(_settled));
        Volatile.Write(ref _start, _shape.StartOf(_head));
    }

    /// <summary>Moves the window on to a moment. It never moves back.</summary>
    private void Advance_NeedsLock(long now)
    {
        if (now >= _blockedUntil)
            _blockedUntil = Never;
        long index = _shape.IndexOf(now);
        if (index <= _head)
            return;
        if (index - _head >= _taken.Length)
            Array.Clear(_taken);
        else
            for (long passed = _head + 1; passed <= index; passed++)
                _taken[Slot(passed)] = 0;
        _head = index;
        while (_promised.First is { } first && first.Value.Index <= _head)
        {
            Add_NeedsLock(first.Value.Index, first.Value.Count);
            _promised.RemoveFirst();
        }
    }

    /// <summary>The permits in the fullest window that contains the present.</summary>
    private long Used_NeedsLock()
    {
        long sum = Sum_NeedsLock();
        long most = sum;
        long oldest = Oldest;
        foreach (Segment segment in _promised)
        {
            if (segment.Index - _shape.Count > _head)
                break;
            while (oldest < segment.Index - _shape.Count)
                sum -= _taken[Slot(oldest++)];
            sum += segment.Count;
            most = Math.Max(most, sum);
        }

        return most;
    }

    /// <summary>
    /// The first segment in which a window has room for permits, and in which nobody's promise comes later. A window that is too full is
    /// moved on until what is oldest in it is left behind.
    /// </summary>
    private long Place_NeedsLock(int weight)
    {
        long place = Math.Max(_head, _promised.Last?.Value.Index ?? _head);
        if (IsBlocked)
            place = Math.Max(place, _shape.IndexOf(_blockedUntil));
        long oldest = Math.Max(Oldest, place - _shape.Count);
        long sum = 0;
        for (long index = oldest; index <= _head; index++)
            sum += _taken[Slot(index)];
        LinkedListNode<Segment>? promised = null;
        for (LinkedListNode<Segment>? node = _promised.Last; node?.Value.Index >= place - _shape.Count; node = node.Previous)
        {
            sum += node.Value.Count;
            promised = node;
        }

        while (sum + weight > _permits)
        {
            long index = oldest <= _head ? oldest++ : promised!.Value.Index;
            long count = index <= _head ? _taken[Slot(index)] : promised!.Value.Count;
            promised = index <= _head ? promised : promised!.Next;
            sum -= count;
            if (count > 0)
                place = index + _shape.Count + 1;
        }

        return place;
    }

    /// <summary>Notes permits for a segment, wherever that is.</summary>
    private Segment Promise_NeedsLock(long index, long count)
    {
        if (index <= _head)
        {
            Add_NeedsLock(index, count);
            return new(index);
        }

        LinkedListNode<Segment>? before = _promised.Last;
        while (before?.Value.Index > index)
            before = before.Previous;
        Segment segment = before?.Value.Index == index ? before.Value : new(index);
        segment.Count += count;
        if (before is null)
            _promised.AddFirst(segment);
        else if (before.Value != segment)
            _promised.AddAfter(before, segment);
        return segment;
    }

    /// <summary>Adds to a segment that has begun, if it still counts.</summary>
    private void Add_NeedsLock(long index, long count)
    {
        if (index >= Oldest)
            _taken[Slot(index)] = Math.Max(0, _taken[Slot(index)] + count);
    }

    private long Sum_NeedsLock()
    {
        long sum = 0;
        foreach (long taken in _taken)
            sum += taken;
        return sum;
    }

    private int Slot(long index) => (int)(index % _taken.Length);
}
