using Resilience.Bulkheads;

namespace Resilience;

// Those who wait. Every answer is given under the lock, once, so that a permit can neither be lost nor given twice.
public sealed partial class Bulkhead
{
    private long _waited;
    private long _rejectedTimedOut;
    private long _rejectedShed;
    private long _cancelled;

    /// <summary>
    /// Gives a call a permit, a place in the queue, or an answer that it gets neither. A full queue drops its newest call of the lowest
    /// priority if that is below the priority of this one.
    /// </summary>
    internal void Join(QueuedCall call)
    {
        var answered = default(AnsweredCalls);
        lock (_lock)
        {
            // Its time may be up, or its caller gone, before it is here.
            if (call.Answer == WaitAnswer.None)
                Join_NeedsLock(call, ref answered);
        }

        answered.TellAll();
    }

    /// <summary>A call waits no longer; does nothing if it has its answer.</summary>
    internal void GiveUp(QueuedCall call, WaitAnswer why)
    {
        lock (_lock)
        {
            if (call.Answer != WaitAnswer.None)
                return;
            call.Answer = why;
            if (why == WaitAnswer.Cancelled)
                _cancelled++;
            else
                _rejectedTimedOut++;
            if (call.IsQueued)
            {
                Remove_NeedsLock(call);
                if (_queue.Count == 0)
                    Reopen_NeedsLock();
            }
        }

        call.Tell();
    }

    /// <summary>Begins to wait for a permit; <see cref="QueuedCall.Unwatch"/> must follow when the call has been told.</summary>
    /// <param name="level">How important the call is.</param>
    /// <param name="patience">How long it can wait; not zero.</param>
    /// <param name="token">The caller's token.</param>
    internal WaitingCall StartWaiting(int level, TimeSpan patience, CancellationToken token)
    {
        var call = new WaitingCall(this, level);
        call.Watch(patience, token);
        Join(call);
        return call;
    }

    /// <summary>A call that cannot wait at all.</summary>
    internal void CountTimeout()
    {
        lock (_lock)
            _rejectedTimedOut++;
    }

    private bool HasPlace(int level) => _queue.Count < _queueLimit || (_queueLimit > 0 && _queue.HasLower(level));

    private void Join_NeedsLock(QueuedCall call, ref AnsweredCalls answered)
    {
        if (_queue.Count == 0 && TryTake_NeedsLock())
        {
            Answer_NeedsLock(call, WaitAnswer.Granted, ref answered);
        }
        else if (_shadowMode)
        {
            TakeInShadow_NeedsLock();
            Answer_NeedsLock(call, WaitAnswer.Granted, ref answered);
        }
        else if (HasPlace(call.Level))
        {
            if (_queue.Count >= _queueLimit)
            {
                QueuedCall dropped = _queue.Drop();
                dropped.IsQueued = false;
                _rejectedShed++;
                Answer_NeedsLock(dropped, WaitAnswer.Shed, ref answered);
            }

            _queue.Add(call);
            call.IsQueued = true;
            _permits.Close();
            // A permit that came back before the gate was closed had nobody to look for.
            HandOver_NeedsLock(ref answered);
        }
        else
        {
            _rejectedFull.Increment();
            Answer_NeedsLock(call, WaitAnswer.Full, ref answered);
        }
    }

    private void HandOver_NeedsLock(ref AnsweredCalls answered)
    {
        if (_queue.Count == 0)
            return;
        while (_queue.Count > 0 && TryTake_NeedsLock())
            Grant_NeedsLock(ref answered);
        if (_queue.Count == 0)
            Reopen_NeedsLock();
    }

    private void AdmitAll()
    {
        var answered = default(AnsweredCalls);
        lock (_lock)
        {
            while (_queue.Count > 0)
            {
                NotePeak_NeedsLock(_permits.Take());
                Grant_NeedsLock(ref answered);
            }

            Reopen_NeedsLock();
        }

        answered.TellAll();
    }

    private void Grant_NeedsLock(ref AnsweredCalls answered)
    {
        QueuedCall call = _queue.Dequeue();
        call.IsQueued = false;
        _waited++;
        Answer_NeedsLock(call, WaitAnswer.Granted, ref answered);
    }

    private void Remove_NeedsLock(QueuedCall call)
    {
        call.IsQueued = false;
        _queue.Remove(call);
    }

    private static void Answer_NeedsLock(QueuedCall call, WaitAnswer answer, ref AnsweredCalls answered)
    {
        call.Answer = answer;
        answered.Add(call);
    }
}
