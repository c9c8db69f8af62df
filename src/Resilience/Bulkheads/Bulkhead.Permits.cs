using System.Runtime.CompilerServices;
using Resilience.Bulkheads;

namespace Resilience;

// Permits given and taken back. While there is room and nobody waits this is one addition each.
public sealed partial class Bulkhead
{
    private long _returnedBefore;
    private long _wouldHaveRejected;
    private int _peak;
    private int _abandoned;

    /// <summary>Takes a permit, if there is plainly one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal bool TryTake()
    {
        if (!_permits.IsOpen)
            return false;
        if (_permits.TryTake())
            return true;
        UndoTake();
        return false;
    }

    /// <summary>Gives a permit back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Release()
    {
        if (_permits.Return())
            Look();
    }

    /// <summary>Work goes on that its caller has left behind: until it ends, it counts as a call that runs.</summary>
    internal void KeepUntilEnd(Task work)
    {
        Interlocked.Increment(ref _abandoned);
        _permits.Take();
        work.ContinueWith(
            static (_, bulkhead) => ((Bulkhead)bulkhead!).AbandonedEnded(),
            this,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    /// <summary>Decides about a call that found no permit at once.</summary>
    /// <param name="level">How important it is.</param>
    /// <param name="inShadow">Whether it goes on in any case.</param>
    /// <param name="mayWait">Whether it can wait.</param>
    /// <returns>Granted, also in shadow; Full, which in shadow is only said; or None: it has to wait.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal WaitAnswer Ask(int level, bool inShadow, bool mayWait)
    {
        mayWait = mayWait && HasPlace(level);
        // Whoever is to be refused is refused without a lock: there may be many.
        if (inShadow || mayWait || _permits.InUse < _limit)
        {
            lock (_lock)
            {
                if (_queue.Count == 0 && TryTake_NeedsLock())
                    return WaitAnswer.Granted;

                if (inShadow)
                    return TakeInShadow_NeedsLock();
            }
        }

        if (mayWait)
            return WaitAnswer.None;
        _rejectedFull.Increment();
        return WaitAnswer.Full;
    }

    /// <summary>Takes a permit that is not there. The calls above the limit are those that would wait.</summary>
    private WaitAnswer TakeInShadow_NeedsLock()
    {
        int inUse = _permits.Take();
        NotePeak_NeedsLock(inUse);
        if (inUse - _limit + _queue.Count <= _queueLimit)
            return WaitAnswer.Granted;
        _wouldHaveRejected++;
        return WaitAnswer.Full;
    }

    private void AbandonedEnded()
    {
        Interlocked.Decrement(ref _abandoned);
        Release();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void UndoTake()
    {
        if (_permits.Undo())
            Look();
    }

    /// <summary>Gives what is free to those who wait.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Look()
    {
        var answered = default(AnsweredCalls);
        lock (_lock)
        {
            _returnedBefore += _permits.TakeReturned();
            HandOver_NeedsLock(ref answered);
        }

        answered.TellAll();
    }

    private bool TryTake_NeedsLock()
    {
        int inUse = _permits.Take(_limit);
        NotePeak_NeedsLock(inUse);
        return inUse > 0;
    }

    private void NotePeak_NeedsLock(int inUse)
    {
        if (inUse <= _peak)
            return;
        _peak = inUse;
        if (_queue.Count == 0)
            Reopen_NeedsLock();
    }

    /// <summary>Nobody waits: calls may help themselves, up to the peak; one that makes a new peak has it noted.</summary>
    private void Reopen_NeedsLock() => _permits.Open(Math.Min(_limit, _peak));
}
