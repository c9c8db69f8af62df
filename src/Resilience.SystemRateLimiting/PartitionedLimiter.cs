using System.Threading.RateLimiting;
using Resilience.Pipelines;

namespace Resilience.SystemRateLimiting;

/// <summary>Leases of a limiter that goes by the context of a call.</summary>
internal sealed class PartitionedLimiter(PartitionedRateLimiter<ResilienceContext> limiter) : LeaseSource
{
    public override RateLimitLease AttemptAcquire(ExecutionFrame frame, int permits) => limiter.AttemptAcquire(frame.Context, permits);

    public override ValueTask<RateLimitLease> AcquireAsync(ExecutionFrame frame, int permits, CancellationToken cancellationToken) =>
        limiter.AcquireAsync(frame.Context, permits, cancellationToken);

    public override string ToString() => "partitioned";
}
