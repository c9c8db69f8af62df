namespace Resilience;

/// <summary>What a rate limit knows and has counted, at one moment.</summary>
/// <param name="Available">The permits that could be taken now.</param>
/// <param name="Permits">The permits in each period.</param>
/// <param name="Period">The period, or the length of the window.</param>
/// <param name="Burst">The most permits that can be taken at once.</param>
/// <param name="Admitted">The permits given so far, with those that were given back.</param>
/// <param name="Rejected">The requests that were refused.</param>
/// <param name="Waiting">The calls that wait for their permits.</param>
/// <param name="Waited">The requests that had to wait and got their permits for a later moment.</param>
/// <param name="Refunded">The permits that were given back.</param>
/// <param name="DrainedFor">How long the limit is still drained; null if it is not.</param>
/// <param name="WouldHaveRejected">The requests that would have been refused, but for shadow mode.</param>
public sealed record RateLimitSnapshot(
    int Available,
    int Permits,
    TimeSpan Period,
    int Burst,
    long Admitted,
    long Rejected,
    int Waiting,
    long Waited,
    long Refunded,
    TimeSpan? DrainedFor,
    long WouldHaveRejected);
