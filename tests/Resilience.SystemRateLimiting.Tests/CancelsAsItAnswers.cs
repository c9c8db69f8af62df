using System.Threading.RateLimiting;

namespace Resilience.SystemRateLimiting;

/// <summary>A limiter that answers yes at the very moment at which the caller cancels.</summary>
internal sealed class CancelsAsItAnswers(HandLimiter inner, CancellationTokenSource caller) : RateLimiter
{
    public override TimeSpan? IdleDuration => null;

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount) => inner.AttemptAcquire(permitCount);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        await Task.Yield();
        await caller.CancelAsync();
        inner.IsOpen = true;
        return inner.AttemptAcquire(permitCount);
    }
}
