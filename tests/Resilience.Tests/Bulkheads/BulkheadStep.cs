namespace Resilience.Bulkheads;

/// <summary>What can be done to a bulkhead, one after the other.</summary>
internal enum BulkheadStep
{
    TryEnter,

    /// <summary>Enters or waits, with a priority and a patience that the number gives.</summary>
    Enter,

    /// <summary>Gives back one of the permits that are out.</summary>
    Release,

    /// <summary>Gives back a permit that was given back.</summary>
    ReleaseAgain,

    /// <summary>Cancels one of the calls that entered or waited, whatever has become of it.</summary>
    Cancel,

    Advance,

    Resize,

    ChangeQueueLimit,

    TurnShadowModeOn,

    TurnShadowModeOff,

    /// <summary>Work is left behind.</summary>
    Abandon,

    /// <summary>Work that was left behind ends.</summary>
    EndAbandoned,
}
