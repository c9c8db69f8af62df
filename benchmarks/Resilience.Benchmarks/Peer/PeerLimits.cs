using System.Threading.RateLimiting;
using Polly;

namespace Resilience.Benchmarks.Peer;

/// <summary>
/// Polly's side with rate limits: the limiters of System.Threading.RateLimiting. Each method has its twin, with equal settings, in
/// <c>OursLimits</c>.
/// </summary>
/// <remarks>
/// The limiters fill up by a timer (<c>AutoReplenishment</c>, their default): as ours, they need nobody to call them from time to time. It
/// is also the faster way, for a call then reads no clock. A period as long as the rate's keeps the timer out of the measurement. What
/// differs is that their permits come once a period and ours one by one.
/// </remarks>
internal static class PeerLimits
{
    public static PeerPipeline TokenBucket() => With(new TokenBucketRateLimiter(new()
    {
        TokenLimit = Settings.RatePermits,
        TokensPerPeriod = Settings.RatePermits,
        ReplenishmentPeriod = Settings.PermitPeriod,
        AutoReplenishment = true,
        QueueLimit = 0,
    }));

    public static PeerPipeline SlidingWindow() => With(new SlidingWindowRateLimiter(new()
    {
        PermitLimit = Settings.RatePermits,
        Window = Settings.PermitPeriod,
        SegmentsPerWindow = Settings.Segments,
        AutoReplenishment = true,
        QueueLimit = 0,
    }));

    public static PeerPipeline EmptyTokenBucket()
    {
        var limiter = new TokenBucketRateLimiter(new()
        {
            TokenLimit = 1,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = Settings.LongBreak,
            AutoReplenishment = true,
            QueueLimit = 0,
        });
        using (RateLimitLease lease = limiter.AttemptAcquire())
        {
            if (!lease.IsAcquired)
                throw new InvalidOperationException("The bucket was not full.");
        }

        return With(limiter);
    }

    private static PeerPipeline With(RateLimiter limiter) => new PeerPipelineBuilder().AddRateLimiter(limiter).Build();
}
