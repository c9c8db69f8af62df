namespace Resilience;

/// <summary>How a protected call ended.</summary>
public enum OutcomeStatus : byte
{
    /// <summary>The call returned a value.</summary>
    Success = 0,

    /// <summary>The call ran and failed; a timeout is a failure.</summary>
    Failure = 1,

    /// <summary>The caller cancelled.</summary>
    Cancelled = 2,

    /// <summary>A strategy refused the call: it did not run, or not again.</summary>
    Rejected = 3,
}
