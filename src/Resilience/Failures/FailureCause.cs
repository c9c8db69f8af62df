namespace Resilience;

/// <summary>What went wrong, in one word: the question that metrics, fallbacks and people ask first.</summary>
/// <remarks>
/// A circuit breaker leaves <see cref="Validation"/>, <see cref="Data"/> and <see cref="Cancelled"/> out of its counts:
/// they say nothing about the health of what is called.
/// </remarks>
public enum FailureCause : byte
{
    /// <summary>Nothing is known about the cause.</summary>
    Unknown,

    /// <summary>An answer did not come in time.</summary>
    Timeout,

    /// <summary>No connection could be made, or an existing one broke.</summary>
    Connection,

    /// <summary>A server answered with a status that says it failed.</summary>
    Http,

    /// <summary>The caller has used up what it may ask for.</summary>
    RateLimit,

    /// <summary>The call itself is wrong: its arguments, its permissions, the state it is made in, or the code around it.</summary>
    Validation,

    /// <summary>Memory, disk, sockets, locks or another limited resource ran out.</summary>
    Resource,

    /// <summary>What was read or sent is malformed, missing or in conflict with what is stored.</summary>
    Data,

    /// <summary>Somebody asked the call to stop.</summary>
    Cancelled,
}
