namespace Resilience;

/// <summary>How a dependency has answered in a fan-out.</summary>
public enum FanOutAnswerKind
{
    /// <summary>It was called, and the outcome is its own.</summary>
    Called,

    /// <summary>
    /// Its circuit is open, so it was not called; the outcome is that of its last failure, or the rejection if there was none.
    /// </summary>
    OpenCircuit,

    /// <summary>It was called and has not answered by the deadline.</summary>
    TimedOut,

    /// <summary>There was nothing left to wait for, or no time to begin: it was cancelled or not called, and has not failed.</summary>
    LeftOut,
}
