namespace Resilience;

/// <summary>What a bulkhead knows and has counted, at one moment.</summary>
public sealed record BulkheadSnapshot
{
    /// <summary>The name of the bulkhead.</summary>
    public required string Name { get; init; }

    /// <summary>How many calls may run at once.</summary>
    public required int PermitLimit { get; init; }

    /// <summary>How that adapts; null if it does not.</summary>
    public AdaptiveLimitSnapshot? Adaptive { get; init; }

    /// <summary>
    /// How many permits are in use. More than the limit after it was lowered, in shadow mode, and while work that was left behind runs on;
    /// and for a moment by one for each call that is just being refused.
    /// </summary>
    public required int InFlight { get; init; }

    /// <summary>How many of the permits in use belong to work that a timeout left behind, and that has not ended.</summary>
    public required int Abandoned { get; init; }

    /// <summary>The most permits that were in use at once.</summary>
    public required int Peak { get; init; }

    /// <summary>How many calls may wait.</summary>
    public required int QueueLimit { get; init; }

    /// <summary>How many calls wait.</summary>
    public required int Queued { get; init; }

    /// <summary>The permits given so far, at once or after a wait.</summary>
    public required long Admitted { get; init; }

    /// <summary>The calls that had to wait, and then got a permit.</summary>
    public required long Waited { get; init; }

    /// <summary>The calls refused because all permits and all places in the queue were taken.</summary>
    public required long RejectedFull { get; init; }

    /// <summary>The calls refused because they waited as long as they may.</summary>
    public required long RejectedQueueTimeout { get; init; }

    /// <summary>The calls that lost their place in the queue to more important ones.</summary>
    public required long RejectedShed { get; init; }

    /// <summary>The calls that were cancelled while they waited.</summary>
    public required long CancelledInQueue { get; init; }

    /// <summary>The calls that would have been refused, but for shadow mode.</summary>
    public required long WouldHaveRejected { get; init; }

    /// <summary>Whether the bulkhead itself is in shadow mode.</summary>
    public required bool ShadowMode { get; init; }

    /// <summary>All calls that were refused.</summary>
    public long Rejected => RejectedFull + RejectedQueueTimeout + RejectedShed;
}
