namespace Resilience;

public sealed partial class Bulkhead
{
    /// <summary>
    /// Limits, permits in use, those who wait, and counts. While calls come and go, they may differ by what happens meanwhile.
    /// </summary>
    /// <returns>A copy that no longer changes.</returns>
    public BulkheadSnapshot Snapshot()
    {
        AdaptiveLimitSnapshot? adaptive = Adaptive?.Snapshot();
        lock (_lock)
        {
            (int inUse, long returned) = _permits.Read();
            int abandoned = Volatile.Read(ref _abandoned);
            return new()
            {
                Name = Name,
                PermitLimit = _limit,
                Adaptive = adaptive,
                InFlight = inUse,
                Abandoned = abandoned,
                Peak = _peak,
                QueueLimit = _queueLimit,
                Queued = _queue.Count,
                Admitted = _returnedBefore + returned + inUse,
                Waited = _waited,
                RejectedFull = _rejectedFull.Sum(),
                RejectedQueueTimeout = _rejectedTimedOut,
                RejectedShed = _rejectedShed,
                CancelledInQueue = _cancelled,
                WouldHaveRejected = _wouldHaveRejected,
                ShadowMode = _shadowMode,
            };
        }
    }
}
