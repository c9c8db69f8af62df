using System.Threading.RateLimiting;
using Resilience.Pipelines;

namespace Resilience.SystemRateLimiting;

/// <summary>Where leases come from.</summary>
internal abstract class LeaseSource
{
    /// <summary>Whether a lease is held because only so many may be at the same time.</summary>
    public virtual bool LimitsConcurrency => false;

    /// <summary>Asks for permits that are there now.</summary>
    public abstract RateLimitLease AttemptAcquire(ExecutionFrame frame, int permits);

    /// <summary>Asks for permits, and waits for them as long as the limiter lets.</summary>
    public abstract ValueTask<RateLimitLease> AcquireAsync(ExecutionFrame frame, int permits, CancellationToken cancellationToken);

    /// <summary>The limiter in a few words.</summary>
    public abstract override string ToString();
}
