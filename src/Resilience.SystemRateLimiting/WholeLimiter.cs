using System.Threading.RateLimiting;
using Resilience.Pipelines;

namespace Resilience.SystemRateLimiting;

/// <summary>Leases of a limiter that is the same for every call.</summary>
internal sealed class WholeLimiter(RateLimiter limiter) : LeaseSource
{
    public override bool LimitsConcurrency => limiter is ConcurrencyLimiter;

    public override RateLimitLease AttemptAcquire(ExecutionFrame frame, int permits) => limiter.AttemptAcquire(permits);

    public override ValueTask<RateLimitLease> AcquireAsync(ExecutionFrame frame, int permits, CancellationToken cancellationToken) =>
        limiter.AcquireAsync(permits, cancellationToken);

    public override string ToString() => limiter.GetType().Name;
}
