using Resilience.RateLimiting;
using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Limits how often something is done: a <see cref="TokenBucket"/> or a <see cref="SlidingWindow"/>. One limit per quota, shared by
/// everything that uses it up, with results of any type; or on its own. Safe to use from many threads; see <c>docs/rate-limiting.md</c>.
/// </summary>
public abstract partial class RateLimit
{
    private readonly long _longestWait;
    private LimitState? _state;
    private int _permits;
    private TimeSpan _period;
    private long _rejected;
    private long _refunded;
    private long _wouldHaveRejected;
    private volatile bool _shadowMode;

    private protected RateLimit(RateLimitOptions options, TimeSpan period, LimitClock clock)
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
        _permits = options.Permits;
        _period = period;
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
    internal int Most => State.Most;

    private protected Lock Gate { get; } = new();

    private protected LimitState State
    {
        get => Volatile.Read(ref _state)!;
        set => Volatile.Write(ref _state, value);
    }

    /// <summary>Takes a permit, if there is one now.</summary>
    /// <returns>Whether it was taken; in shadow mode always true.</returns>
    public bool TryAcquire() => TryAcquire(1);

    /// <summary>Takes permits, if they are there now.</summary>
    /// <param name="weight">How many; zero is always granted, and more than can ever be there never.</param>
    /// <returns>Whether they were taken; in shadow mode always true.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    public bool TryAcquire(int weight) => State.TryTakeFast(weight, out _) || TryAcquire(weight, out _);

    /// <summary>Takes permits, if they are there now.</summary>
    /// <param name="weight">How many; zero is always granted, and more than can ever be there never.</param>
    /// <param name="retryAfter">
    /// When they will be there, if nobody else takes them; <see cref="Timeout.InfiniteTimeSpan"/> for never; zero if they were taken.
    /// </param>
    /// <returns>Whether they were taken; in shadow mode always true.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="weight"/> is negative.</exception>
    public bool TryAcquire(int weight, out TimeSpan retryAfter)
    {
        if (TryTake(weight, 0, out _, out retryAfter))
            return true;
        if (!CountRefusal(_shadowMode))
            return false;
        retryAfter = TimeSpan.Zero;
        return true;
    }

    /// <summary>
    /// Takes permits that fall due later, if they do so in time. It is for the caller to wait until then, or to give them back.
    /// </summary>
    /// <param name="weight">How many; zero is always granted, and more than can ever be there never.</param>
    /// <param name="maxWait">
    /// How much later at most: from zero to 49 days. By default the limit's <see cref="RateLimitOptions.MaxWait"/>.
    /// </param>
    /// <returns>
    /// The reservation, or the answer that there is none. Shadow mode changes nothing here, and neither does the length of the queue.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    public RateReservation Reserve(int weight = 1, TimeSpan? maxWait = null)
    {
        long patience = maxWait is { } wait ? Clock.Units(Require.Between(wait, TimeSpan.Zero, Require.LongestWait)) : _longestWait;
        bool isGranted = TryTake(weight, patience, out LimitGrant grant, out TimeSpan delay);
        if (!isGranted)
            CountRefusal(inShadow: false);
        else if (grant.Wait > 0)
            Interlocked.Increment(ref _waited);
        return new RateReservation(this, isGranted, grant, delay);
    }

    /// <summary>What the limit knows and has counted. While it is in use, numbers may differ by what happens meanwhile.</summary>
    public RateLimitSnapshot Snapshot()
    {
        lock (Gate)
        {
            (int available, long given) = State.Look_NeedsLock();
            return new(
                available,
                _permits,
                _period,
                State.Most,
                given,
                Volatile.Read(ref _rejected),
                Volatile.Read(ref _waiting),
                Volatile.Read(ref _waited),
                Volatile.Read(ref _refunded),
                DrainedFor(),
                Volatile.Read(ref _wouldHaveRejected));
        }
    }

    /// <summary>The limit and its settings in one line, such as "openai (100 per 1 s, burst 100)".</summary>
    public sealed override string ToString()
    {
        lock (Gate)
            return $"{Name} ({Text(_permits, _period, State)})";
    }

    /// <summary>Counts a request that is refused, or would be.</summary>
    /// <returns>Whether it may go on all the same.</returns>
    internal bool CountRefusal(bool inShadow)
    {
        Interlocked.Increment(ref inShadow ? ref _wouldHaveRejected : ref _rejected);
        return inShadow;
    }

    /// <summary>The same as <see cref="TryAcquire(int)"/>, for the fast way alone; negative weights never.</summary>
    internal bool TryTakeFast(int weight, out long mark) => State.TryTakeFast(weight, out mark);

    /// <summary>Takes permits that fall due within <paramref name="patience"/>.</summary>
    /// <param name="weight">How many.</param>
    /// <param name="patience">How long the request can wait, in units of the clock.</param>
    /// <param name="grant">What was given, if something was.</param>
    /// <param name="delay">When the permits fall due, or would have.</param>
    internal bool TryTake(int weight, long patience, out LimitGrant grant, out TimeSpan delay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(weight);
        grant = default;
        delay = TimeSpan.Zero;
        if (weight == 0)
            return true;
        var spin = new SpinWait();
        while (true)
        {
            LimitState state = State;
            if (weight > state.Most)
            {
                delay = Timeout.InfiniteTimeSpan;
                return false;
            }

            LimitAnswer answer = state.Take(weight, patience, out grant);
            if (answer != LimitAnswer.Retired)
            {
                if (grant.Wait > 0)
                    delay = Clock.Span(grant.Wait);
                return answer == LimitAnswer.Given;
            }

            spin.SpinOnce();
        }
    }

    /// <summary>Gives permits back.</summary>
    internal void Return(in LimitGrant grant)
    {
        if (grant.Weight == 0)
            return;
        Interlocked.Add(ref _refunded, grant.Weight);
        lock (Gate)
            State.Return_NeedsLock(grant);
    }

    private protected abstract string Text(int permits, TimeSpan period, LimitState state);

    /// <summary>Puts another state in the place of this one, and tells about it.</summary>
    private protected void Change(int permits, TimeSpan period, Func<LimitState, LimitState> successor)
    {
        string before;
        string after;
        lock (Gate)
        {
            before = Text(_permits, _period, State);
            State = successor(State);
            (_permits, _period) = (permits, period);
            after = Text(_permits, _period, State);
        }

        Audience.Tell(ResilienceEventKind.LimitChanged, Name, reason: $"{before} → {after}");
    }
}
