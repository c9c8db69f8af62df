namespace Resilience.Faults;

/// <summary>What a user's delegate can do wrong.</summary>
public enum Fault
{
    Throws,

    ThrowsCancellation,

    /// <summary>Does not come back until the caller's token is cancelled, which somebody then does.</summary>
    HangsUntilCancelled,

    CancelsCaller,

    /// <summary>Calls the same pipeline before it does what it should.</summary>
    Reenters,
}
