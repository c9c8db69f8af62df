namespace Resilience.Bulkheads;

/// <summary>What became of a call that asked a bulkhead for a permit.</summary>
internal enum WaitAnswer
{
    /// <summary>Nothing yet: it waits.</summary>
    None,

    /// <summary>It has a permit.</summary>
    Granted,

    /// <summary>All permits and all places in the queue are taken.</summary>
    Full,

    /// <summary>It waited as long as it may.</summary>
    TimedOut,

    /// <summary>Its place in the queue went to a more important call.</summary>
    Shed,

    /// <summary>Its caller has cancelled.</summary>
    Cancelled,
}
