using System.Globalization;
using Resilience.Pipelines;
using Resilience.RateLimiting;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Admits a steady rate and, after a rest, a burst: over any time t no more than burst + rate × t permits. The generic cell rate algorithm,
/// whose whole state is one number. See <c>docs/rate-limiting.md</c>.
/// </summary>
public sealed class TokenBucket : Throttle
{
    private readonly Lock _change = new();
    private GcraState _state;
    private int _permits;
    private TimeSpan _period;

    /// <summary>Creates a full bucket.</summary>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <param name="timeProvider">The clock, of which only timestamps are used; the system's if null.</param>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public TokenBucket(TokenBucketOptions? options = null, TimeProvider? timeProvider = null)
        : this(Checked(options ?? new TokenBucketOptions()), new LimitClock(timeProvider ?? TimeProvider.System))
    {
    }

    internal TokenBucket(TokenBucketOptions options, LimitClock clock)
        : base(options, clock)
    {
        _permits = options.Permits;
        _period = options.Period;
        int burst = options.Burst ?? options.Permits;
        _state = new(clock, GcraScale.Of(_permits, _period, burst, clock.Frequency), burst);
    }

    internal override int Most => Volatile.Read(ref _state).Burst;

    /// <summary>
    /// Changes the rate and the burst from now on. As many permits are missing afterwards as before; a reservation made before is kept, but
    /// cannot be given back.
    /// </summary>
    /// <param name="permits">How many permits there are in each period: from 1 to 1,000,000,000.</param>
    /// <param name="period">The period: from 1 µs to 49 days.</param>
    /// <param name="burst">How many permits gather: from 1 to 1,000,000,000; by default as many as <paramref name="permits"/>.</param>
    /// <exception cref="ArgumentException">Arguments are out of their ranges; the message lists all of them.</exception>
    public void Change(int permits, TimeSpan period, int? burst = null)
    {
        OptionErrors.Check(Name, errors => RateLimitOptionsCheck.ValidateRate(permits, period, burst ?? permits, errors), nameof(permits));
        int most = burst ?? permits;
        string before;
        lock (_change)
        {
            before = Text_NeedsLock();
            Volatile.Write(ref _state, _state.Change(GcraScale.Of(permits, period, most, Clock.Frequency), most));
            _permits = permits;
            _period = period;
        }

        TellChanged(before);
    }

    /// <inheritdoc/>
    public override RateLimitSnapshot Snapshot()
    {
        lock (_change)
            return Snapshot(_state.Available(), _permits, _period, _state.Burst, _state.Given);
    }

    /// <summary>The bucket in one line, such as "openai (100 per 1 s, burst 100)".</summary>
    public override string ToString()
    {
        lock (_change)
            return $"{Name} ({Text_NeedsLock()})";
    }

    internal override bool TryTakeFast(int weight) => Volatile.Read(ref _state).TryTakeCoarsely(weight);

    internal override LimitAnswer Take(int weight, long patience, out LimitGrant grant) =>
        Volatile.Read(ref _state).Take(weight, patience, out grant);

    private protected override void ReturnCore(in LimitGrant grant) => (grant.State as GcraState)?.Return(grant);

    private protected override void DrainCore(long? wait)
    {
        lock (_change)
            _state.Drain(wait);
    }

    private static TokenBucketOptions Checked(TokenBucketOptions options)
    {
        OptionErrors.Check("token bucket", errors => RateLimitOptionsCheck.Validate(options, errors));
        return options;
    }

    private string Text_NeedsLock() => string.Create(
        CultureInfo.InvariantCulture, $"{_permits} per {DurationText.Format(_period)}, burst {_state.Burst}");
}
