namespace Resilience.Bulkheads;

/// <summary>Calls that were answered under the lock, in the order in which they were, to be told outside of it.</summary>
internal struct AnsweredCalls
{
    private QueuedCall? _first;
    private QueuedCall? _last;

    public void Add(QueuedCall call)
    {
        if (_last is null)
            _first = call;
        else
            _last.Next = call;
        _last = call;
    }

    /// <summary>Tells them. Not to be called under a lock.</summary>
    public readonly void TellAll()
    {
        QueuedCall? call = _first;
        while (call is not null)
        {
            // Once it is told, the call is its owner's.
            QueuedCall? next = call.Next;
            call.Next = null;
            call.Tell();
            call = next;
        }
    }
}
