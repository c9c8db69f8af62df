using System.Threading.RateLimiting;

namespace Resilience.SystemRateLimiting;

/// <summary>A limiter whose answers a test gives, and which knows what became of its leases.</summary>
internal sealed class HandLimiter : RateLimiter
{
    private readonly List<HandLease> _leases = [];
    private TaskCompletionSource<RateLimitLease> _queued = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether there are permits now.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>Whether a call that asks to wait is refused at once.</summary>
    public bool HasQueue { get; set; } = true;

    /// <summary>What a refusal says about the time to come back.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>What it throws when it is asked.</summary>
    public Exception? Thrown { get; set; }

    /// <summary>The permits that it was asked for, in order.</summary>
    public List<int> Asked { get; } = [];

    public bool IsDisposed { get; private set; }

    public override TimeSpan? IdleDuration => null;

    /// <summary>The leases in use.</summary>
    public int Held
    {
        get
        {
            lock (_leases)
                return _leases.Count(static lease => lease is { IsAcquired: true, Disposals: 0 });
        }
    }

    public int Waiting { get; private set; }

    /// <summary>Every lease so far was disposed of, and none more than once.</summary>
    public void ShouldHaveEveryLeaseBack()
    {
        lock (_leases)
            _leases.Should().NotBeEmpty().And.OnlyContain(static lease => lease.Disposals == 1);
    }

    /// <summary>Answers the call that waits.</summary>
    public void Answer(bool isAcquired)
    {
        TaskCompletionSource<RateLimitLease> queued = _queued;
        _queued = new(TaskCreationOptions.RunContinuationsAsynchronously);
        queued.SetResult(Lease(isAcquired));
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        Asked.Add(permitCount);
        return Thrown is null ? Lease(IsOpen) : throw Thrown;
    }

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        if (!HasQueue)
            return Lease(isAcquired: false);
        Waiting++;
        try
        {
            return await _queued.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            Waiting--;
        }
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }

    private HandLease Lease(bool isAcquired)
    {
        var lease = new HandLease(isAcquired, isAcquired ? null : RetryAfter);
        lock (_leases)
            _leases.Add(lease);
        return lease;
    }
}
