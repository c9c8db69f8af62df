using System.Globalization;
using Resilience.Pipelines;
using Resilience.RateLimiting;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Admits a steady rate and, after a rest, a burst: over any time t no more than burst + rate × t permits. The generic cell rate algorithm,
/// whose whole state is one number. See <c>docs/rate-limiting.md</c>.
/// </summary>
public sealed class TokenBucket : RateLimit
{
    /// <summary>Creates a full bucket.</summary>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <param name="timeProvider">The clock, of which only timestamps and timers are used; the system's if null.</param>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public TokenBucket(TokenBucketOptions? options = null, TimeProvider? timeProvider = null)
        : this(Checked(options ?? new TokenBucketOptions()), new LimitClock(timeProvider ?? TimeProvider.System))
    {
    }

    internal TokenBucket(TokenBucketOptions options, LimitClock clock)
        : base(options, options.Period, clock)
    {
        int burst = options.Burst ?? options.Permits;
        State = new GcraState(clock, Gate, GcraScale.Of(options.Permits, options.Period, burst, clock.Frequency), burst);
    }

    /// <summary>
    /// Changes the rate and the burst from now on. As many permits are missing afterwards as before. What was reserved, or is waited for,
    /// stays as it was promised; if the new rate is faster, that may come on top of it.
    /// </summary>
    /// <param name="permits">How many permits there are in each period: from 1 to 1,000,000,000.</param>
    /// <param name="period">The period: from 1 µs to 49 days.</param>
    /// <param name="burst">How many permits gather: from 1 to 1,000,000,000; by default as many as <paramref name="permits"/>.</param>
    /// <exception cref="ArgumentException">Arguments are out of their ranges; the message lists all of them.</exception>
    public void Change(int permits, TimeSpan period, int? burst = null)
    {
        OptionErrors.Check(Name, errors => RateLimitOptionsCheck.ValidateRate(permits, period, burst, errors), nameof(permits));
        int most = burst ?? permits;
        GcraScale scale = GcraScale.Of(permits, period, most, Clock.Frequency);
        Change(permits, period, state => ((GcraState)state).Change_NeedsLock(scale, most));
    }

    private protected override string Text(int permits, TimeSpan period, LimitState state) => string.Create(
        CultureInfo.InvariantCulture, $"{permits} per {DurationText.Format(period)}, burst {state.Most}");

    private static TokenBucketOptions Checked(TokenBucketOptions options)
    {
        OptionErrors.Check("token bucket", errors => RateLimitOptionsCheck.Validate(options, errors));
        return options;
    }
}
