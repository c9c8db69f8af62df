using System.Globalization;
using Resilience.Pipelines;
using Resilience.RateLimiting;
using Resilience.Timing;

namespace Resilience;

/// <summary>
/// Admits so many permits in any window of time, wherever it begins. A permit comes back when the window has passed it, up to one segment
/// late and never early. See <c>docs/rate-limiting.md</c>.
/// </summary>
public sealed class SlidingWindow : RateLimit
{
    private int _segments;

    /// <summary>Creates a window in which nothing was taken.</summary>
    /// <param name="options">The options; the defaults if null. They are copied.</param>
    /// <param name="timeProvider">The clock, of which only timestamps and timers are used; the system's if null.</param>
    /// <exception cref="ArgumentException">Options are out of their ranges; the message lists all of them.</exception>
    public SlidingWindow(SlidingWindowOptions? options = null, TimeProvider? timeProvider = null)
        : this(Checked(options ?? new SlidingWindowOptions()), new LimitClock(timeProvider ?? TimeProvider.System))
    {
    }

    internal SlidingWindow(SlidingWindowOptions options, LimitClock clock)
        : base(options, options.Window, clock)
    {
        _segments = options.Segments;
        WindowShape shape = WindowShape.Of(clock.Units(options.Window), _segments, origin: 0, first: _segments + 1);
        State = new WindowState(clock, Gate, shape, options.Permits);
    }

    /// <summary>
    /// Changes the limit from now on. What the window holds counts in the new one too; what was reserved, or is waited for, stays as it was
    /// promised.
    /// </summary>
    /// <param name="permits">How many permits there are in any window: from 1 to 1,000,000,000.</param>
    /// <param name="window">The length of the window: from 10 ms to 49 days.</param>
    /// <param name="segments">In how many parts it moves: from 1 to 1,000; by default as many as before.</param>
    /// <exception cref="ArgumentException">Arguments are out of their ranges; the message lists all of them.</exception>
    public void Change(int permits, TimeSpan window, int? segments = null)
    {
        OptionErrors.Check(
            Name, errors => RateLimitOptionsCheck.ValidateWindow(permits, window, segments ?? 1, errors), nameof(permits));
        Change(permits, window, state =>
        {
            int parts = segments ?? _segments;
            LimitState next = ((WindowState)state).Change_NeedsLock(permits, Clock.Units(window), parts);
            _segments = parts;
            return next;
        });
    }

    private protected override string Text(int permits, TimeSpan period, LimitState state) => string.Create(
        CultureInfo.InvariantCulture, $"{permits} in any {DurationText.Format(period)}");

    private static SlidingWindowOptions Checked(SlidingWindowOptions options)
    {
        OptionErrors.Check("sliding window", errors => RateLimitOptionsCheck.Validate(options, errors));
        return options;
    }
}
