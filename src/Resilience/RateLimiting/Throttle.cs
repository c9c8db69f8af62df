using Resilience.RateLimiting;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Limits how often something is done: a <see cref="TokenBucket"/> or a sliding window. One limit per quota, shared by
/// everything that uses it up, with results of any type; or on its own. Safe to use from many threads; see <c>docs/rate-limiting.md</c>.
/// </summary>
public abstract partial class Throttle
{
    private readonly long _longestWait;
    private readonly int _queueLimit;
    private long _rejected;
    private long _waited;
    private long _refunded;
    private long _wouldHaveRejected;
    private long _drainedUntil = long.MinValue;
    private int _waiting;
    private volatile bool _shadowMode;

    private protected Throttle(RateLimitOptions options, LimitClock clock)
    {
        Name = options.Name;
        Clock = clock;
        MaxWait = options.MaxWait;
        _longestWait = clock.Units(options.MaxWait);
        _queueLimit = options.QueueLimit;
        Weight = options.Weight;
        DrainOnRateLimit = options.DrainOnRateLimit;
        DrainCap = options.DrainCap;
        _shadowMode = options.ShadowMode;
        Rejection = new(RejectionReason.RateLimited, Name);
    }

    /// <summary>The name in messages, events, metrics and rejections.</summary>
    public string Name { get; }

    /// <summary>
    /// Whether the limit only says what it would do, and lets every call through at once. May be switched at any time.
    /// </summary>
    public bool ShadowMode
    {
        get => _shadowMode;
        set => _shadowMode = value;
    }

    internal LimitClock Clock { get; }

    internal TimeSpan MaxWait { get; }

    internal Func<ResilienceContext, int>? Weight { get; }

    internal bool DrainOnRateLimit { get; }

    internal TimeSpan DrainCap { get; }

    internal Rejection Rejection { get; }

    internal Audience Audience { get; } = new();

    /// <summary>The most permits that anybody can have at once.</summary>
    internal abstract int Most { get; }

    /// <summary>Takes a permit, if there is one now.</summary>
    /// <returns>Whether it was taken; in shadow mode always true.</returns>
    public bool TryAcquire() => TryAcquire(1);

    /// <summary>Takes permits, if they are there now.</summary>
    /// <param name="weight">How many; zero is always granted, and more than can ever be there never.</param>
    /// <returns>Whether they were taken; in shadow mode always true.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    public bool TryAcquire(int weight) => TryTakeFast(weight) || TryAcquire(weight, out _);

    /// <summary>Takes permits, if they are there now.</summary>
    /// <param name="weight">How many; zero is always granted, and more than can ever be there never.</param>
    /// <param name="retryAfter">
    /// When they will be there, if nobody else takes them; <see cref="Timeout.InfiniteTimeSpan"/> for never; zero if they were taken.
    /// </param>
    /// <returns>Whether they were taken; in shadow mode always true.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    public bool TryAcquire(int weight, out TimeSpan retryAfter)
    {
        if (TryTake(weight, 0, out LimitGrant grant, out retryAfter))
            return true;
        if (!CountRefusal(_shadowMode))
            return false;
        retryAfter = TimeSpan.Zero;
        return true;
    }

    /// <summary>Takes permits that fall due later, if they do so in time. It is for the caller to wait until then.</summary>
    /// <param name="weight">How many; zero is always granted, and more than can ever be there never.</param>
    /// <param name="maxWait">
    /// How much later at most: from zero to 49 days. By default the limit's <see cref="RateLimitOptions.MaxWait"/>.
    /// </param>
    /// <returns>The reservation, or the answer that there is none. Shadow mode changes nothing here.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public RateReservation Reserve(int weight = 1, TimeSpan? maxWait = null)
    {
        long patience = maxWait is { } wait ? Clock.Units(Require.Between(wait, TimeSpan.Zero, Require.LongestWait)) : _longestWait;
        bool isGranted = TryTake(weight, patience, out LimitGrant grant, out TimeSpan delay);
        if (!isGranted)
            CountRefusal(inShadow: false);
        return new RateReservation(this, isGranted, grant, delay);
    }

    /// <summary>
    /// Takes all permits away, as after an answer that says the quota is used up. Those that were promised for a later moment stay
    /// promised.
    /// </summary>
    /// <param name="wait">
    /// How long nothing is given, from zero to 49 days; after it there is one permit, and then the rate. If null, the permits come back as
    /// they always do. A limit that is drained for longer already stays so.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="wait"/> is out of range.</exception>
    public void Drain(TimeSpan? wait = null)
    {
        long? units = wait is { } given ? Clock.Units(Require.Between(given, TimeSpan.Zero, Require.LongestWait)) : null;
        DrainCore(units);
        if (units is { } until)
            NoteDrained(Clock.Now + until);
        Audience.Tell(ResilienceEventKind.LimitChanged, Name, wait ?? TimeSpan.Zero, reason: "drained");
    }

    /// <summary>What the limit knows and has counted. While it is in use, numbers may differ by what happens meanwhile.</summary>
    public abstract RateLimitSnapshot Snapshot();

    /// <summary>The limit and its settings in one line.</summary>
    public abstract override string ToString();

    /// <summary>Takes permits without a lock and without an exact clock, if that can be seen to be right; negative weights never.</summary>
    internal abstract bool TryTakeFast(int weight);

    internal abstract LimitAnswer Take(int weight, long patience, out LimitGrant grant);

    /// <summary>Gives permits back.</summary>
    internal void Return(in LimitGrant grant)
    {
        Interlocked.Add(ref _refunded, grant.Weight);
        ReturnCore(grant);
    }

    private protected abstract void ReturnCore(in LimitGrant grant);

    private protected abstract void DrainCore(long? wait);

    private protected void TellChanged(string before) =>
        Audience.Tell(ResilienceEventKind.LimitChanged, Name, reason: $"{before} → {this}");

    private protected RateLimitSnapshot Snapshot(int available, int permits, TimeSpan period, int burst, long admitted)
    {
        long drained = Volatile.Read(ref _drainedUntil) - Clock.Now;
        return new(
            available,
            permits,
            period,
            burst,
            admitted,
            Volatile.Read(ref _rejected),
            Volatile.Read(ref _waiting),
            Volatile.Read(ref _waited),
            Volatile.Read(ref _refunded),
            Volatile.Read(ref _drainedUntil) != long.MinValue && drained > 0 ? Clock.Span(drained) : null,
            Volatile.Read(ref _wouldHaveRejected));
    }

    private void NoteDrained(long until)
    {
        long before;
        while ((before = Volatile.Read(ref _drainedUntil)) < until)
            Interlocked.CompareExchange(ref _drainedUntil, until, before);
    }
}
