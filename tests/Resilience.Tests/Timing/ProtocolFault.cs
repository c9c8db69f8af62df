namespace Resilience.Timing;

/// <summary>Mistakes that the protocol avoids; the checker must find each.</summary>
internal enum ProtocolFault
{
    None,

    /// <summary>The sweeper's exchange compares the state but not the version.</summary>
    ComparesStateOnly,

    /// <summary>The sweeper cancels first and asks for permission afterwards.</summary>
    CancelsBeforeExchange,

    /// <summary>The sweeper reads the source after it has won.</summary>
    ReadsAfterExchange,

    /// <summary>A source is kept although the caller's callback is running with it.</summary>
    ReusesAfterFailedUnregister,

    /// <summary>A source is kept although it fired, if it is not cancelled yet.</summary>
    ReusesAfterFiring,

    /// <summary>Neither the sweeper nor a registration watches the caller.</summary>
    NobodyWatchesCaller,
}
