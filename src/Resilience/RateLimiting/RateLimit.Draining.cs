using Resilience.Telemetry;
using Resilience.Timing;

namespace Resilience;

// The dependency says that the quota is used up.
public abstract partial class RateLimit
{
    private long _drainedUntil = long.MinValue;

    /// <summary>
    /// Takes all permits away, as after an answer that says the quota is used up; none that was given before comes back by a refund. What
    /// was reserved for a later moment stays reserved, but a call that waits in a queue is held back like others.
    /// </summary>
    /// <param name="wait">
    /// How long nothing is given, from zero to 49 days; after it there is one permit, and then the rate. If null, the permits come back as
    /// they always do. A limit that is drained for longer already stays so.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="wait"/> is out of range.</exception>
    public void Drain(TimeSpan? wait = null)
    {
        long? units = wait is { } given ? Clock.Units(Require.Between(given, TimeSpan.Zero, Require.LongestWait)) : null;
        lock (Gate)
        {
            // First the clock, which may throw, and is before the one that the state reads.
            long now = Clock.Now;
            State.Drain_NeedsLock(units);
            if (units is { } length)
                _drainedUntil = Math.Max(_drainedUntil, now + length);
        }

        Audience.Tell(ResilienceEventKind.LimitChanged, Name, wait ?? TimeSpan.Zero, reason: "drained");
    }

    /// <summary>Whether a moment lies within a drain.</summary>
    private bool IsDrained(long now) => now < Volatile.Read(ref _drainedUntil);

    private TimeSpan? DrainedFor() =>
        Clock.Now is var now && IsDrained(now) ? Clock.Span(Volatile.Read(ref _drainedUntil) - now) : null;
}
