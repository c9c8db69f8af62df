namespace Resilience.RateLimiting;

// Permits for a later moment, and permits that are given back. Each promise is written down until its moment comes, so that after a refund
// the arrival time can be what it would have been without: if everybody who waits goes away, in whatever order, nothing is lost.
internal sealed partial class GcraState
{
    private LinkedList<Promise> _promises = new();

    // The arrival time without the promises, and with them, as it was when somebody last looked.
    private long _before;
    private long _folded;

    // The latest moment of a promise; before which moment permits may have been taken past an older promise, because others were given back;
    // the last mark that no refund helps any more.
    private long _lastDue = Never;
    private long _mixedUntil = Never;
    private long _deadMark = Never;

    // What moved the arrival time without being given.
    private long _skipped;
    private long _givenBefore;

    /// <inheritdoc/>
    public override void Return_NeedsLock(in LimitGrant grant)
    {
        Sync_NeedsLock(Volatile.Read(ref _arrival), Read());
        if (grant.Promise is LinkedListNode<Promise> node && node.List == _promises)
        {
            // Seen by whoever would otherwise be refused: a crowd that leaves at once costs one look at all promises.
            _promises.Remove(node);
            _isStale = true;
        }
        else if (grant.Mark - _deadMark > 0)
        {
            Settle_NeedsLock();
            ReturnUsable_NeedsLock(grant);
        }
    }

    private bool TryPromise(long arrival, ref LimitGrant grant)
    {
        long cost = grant.Weight * _scale.Cost;
        lock (Gate)
        {
            if (_isStale || Volatile.Read(ref _arrival) != arrival)
                return false;
            Sync_NeedsLock(arrival, grant.Due - grant.Wait);

            // A moment of the clock may be a fraction later than the permit: then the next one counts from there.
            long due = grant.Due * _scale.Multiplier;
            long next = Math.Max(arrival, due) + cost;
            if (Interlocked.CompareExchange(ref _arrival, next, arrival) != arrival)
                return false;
            _skipped += next - cost - arrival;
            _folded = next;
            _lastDue = Math.Max(_lastDue, due);
            grant = grant with { Mark = next + _lowered, Promise = Write_NeedsLock(new(grant.Due, grant.Weight)) };
            return true;
        }
    }

    /// <summary>Promises are kept in the order in which they fall due, which after refunds is not always that in which they were made.</summary>
    private LinkedListNode<Promise> Write_NeedsLock(Promise promise)
    {
        LinkedListNode<Promise>? before = _promises.Last;
        while (before is not null && before.Value.Due > promise.Due)
            before = before.Previous;
        return before is null ? _promises.AddFirst(promise) : _promises.AddAfter(before, promise);
    }

    /// <summary>
    /// Gives back permits that could be used already. What others were given since, perhaps just now, must stay within the rate: so what has
    /// come anew in the meantime is lost. If somebody may have an older promise for a later moment than these permits, all is lost.
    /// </summary>
    private void ReturnUsable_NeedsLock(in LimitGrant grant)
    {
        while (_mixedUntil <= grant.Mark - _lowered - _scale.Capacity)
        {
            long arrival = Volatile.Read(ref _arrival);
            long reading = Read();
            Sync_NeedsLock(arrival, reading);
            long promised = 0;
            foreach (Promise promise in _promises)
                promised += promise.Weight * _scale.Cost;
            long since = arrival + _lowered - grant.Mark - promised;
            long before = Math.Max(_before - (grant.Weight * _scale.Cost), (reading * _scale.Multiplier) + since);
            long least = Fold_NeedsLock(before);
            if (least < arrival && !TryLower_NeedsLock(arrival, least))
                continue;
            _before = Math.Min(_before, before);
            return;
        }
    }

    /// <summary>Undoes what was filled ahead for longer than until now, and what was held for promises that were given back.</summary>
    private void Settle_NeedsLock()
    {
        while (Volatile.Read(ref _arrival) is var arrival && arrival != Retired)
        {
            long reading = Read();
            long early = Volatile.Read(ref _fullUntil) - Math.Max(_fullFrom, reading * _scale.Multiplier);
            if (early > 0)
            {
                // All that was given since may have been given only now. There are no promises yet.
                if (!TryLower_NeedsLock(arrival, arrival - early))
                    continue;
                _before = arrival - early;
                Volatile.Write(ref _fullUntil, Never);
                continue;
            }

            if (!_isStale)
                return;
            Sync_NeedsLock(arrival, reading);
            long least = Fold_NeedsLock(_before);
            if (least < arrival && !TryLower_NeedsLock(arrival, least))
                continue;
            _isStale = false;
        }
    }

    /// <summary>Moves the arrival time back. Who sees it low must not see the other number high before.</summary>
    private bool TryLower_NeedsLock(long arrival, long least)
    {
        if (Interlocked.CompareExchange(ref _arrival, least, arrival) != arrival)
            return false;
        Volatile.Write(ref _lowered, _lowered + arrival - least);

        // Counted afresh, so that no sum outlives its numbers however often permits are given back.
        _givenBefore += (arrival - _skipped) / _scale.Cost;
        _skipped = _folded = least;
        _mixedUntil = _lastDue;
        return true;
    }

    /// <summary>Takes note of what happened since: promises have become due, and others took permits at once.</summary>
    private void Sync_NeedsLock(long arrival, long reading)
    {
        while (_promises.First is { } first && first.Value.Due <= reading)
        {
            _before = With(_before, first.Value);
            _promises.RemoveFirst();
        }

        if (arrival == _folded)
            return;

        // When others took permits at once is not known: now is the latest, and so the safe side. They fell due before what is still
        // promised, and perhaps after what was.
        _before = Math.Max(_before, reading * _scale.Multiplier) + arrival - _folded;
        _folded = arrival;
    }

    /// <summary>The arrival time with all that is promised.</summary>
    private long Fold_NeedsLock(long before)
    {
        foreach (Promise promise in _promises)
            before = With(before, promise);
        return before;
    }

    /// <summary>Nothing that was given before can be told from the arrival time any more.</summary>
    private void Forget_NeedsLock(long arrival)
    {
        _promises.Clear();
        _before = _folded = arrival;
        _isStale = false;
    }

    private long With(long arrival, Promise promise) =>
        Math.Max(arrival, promise.Due * _scale.Multiplier) + (promise.Weight * _scale.Cost);
}
