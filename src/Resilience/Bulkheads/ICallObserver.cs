namespace Resilience.Bulkheads;

/// <summary>
/// Learns from the calls of a bulkhead, and may set its limit by what it learns. A bulkhead without one pays nothing for it. Nothing here is
/// called under a lock of the bulkhead's; nothing may throw.
/// </summary>
internal interface ICallObserver
{
    /// <summary>When a call begins that has its permit.</summary>
    /// <returns>The time, by a clock of the observer's choice.</returns>
    long Start();

    /// <summary>A call has succeeded, and given its permit back.</summary>
    /// <param name="started">What <see cref="Start"/> said.</param>
    /// <param name="inFlight">How many permits were in use at that moment, its own included.</param>
    void Succeeded(long started, int inFlight);

    /// <summary>A call has failed, and given its permit back. One that the caller cancelled has not.</summary>
    /// <param name="attempt">What failed.</param>
    /// <param name="inFlight">How many permits were in use when it began, its own included.</param>
    void Failed(in FailedAttempt attempt, int inFlight);
}
