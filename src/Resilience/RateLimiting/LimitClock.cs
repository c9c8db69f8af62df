using System.Runtime.CompilerServices;
using Resilience.Timing;

namespace Resilience.RateLimiting;

/// <summary>
/// The clock of one limit, from 0 at its creation, in timestamps of its provider. Under the system clock it can also be read coarsely, at a
/// fifth of the price: then the present is within <see cref="Lag"/> of the reading.
/// </summary>
/// <remarks>
/// The two system clocks drift apart, so a coarse reading counts from an exact one that is at most a second old. A provider whose clock
/// steps back more than a second goes on from where it was: a limit must not refuse for as long as the clock was wrong.
/// </remarks>
internal sealed class LimitClock
{
    private const long SampleLife = 1_000;

    private readonly TimeProvider _provider;
    private readonly Func<long>? _milliseconds;
    private readonly long _origin;
    private readonly long _perMillisecond;
    private long _base;
    private long _sampledAt = long.MinValue / 2;
    private long _last;
    private long _shift;

    /// <summary>A clock that starts now.</summary>
    /// <param name="provider">The exact clock.</param>
    /// <param name="milliseconds">The coarse clock, for tests; otherwise the system has one.</param>
    public LimitClock(TimeProvider provider, Func<long>? milliseconds = null)
    {
        _provider = provider;
        _milliseconds = milliseconds;
        Frequency = provider.TimestampFrequency;
        _origin = provider.GetTimestamp();
        IsSystem = ReferenceEquals(provider, TimeProvider.System);
        HasCoarse = (IsSystem || milliseconds is not null) && Frequency % 1_000 == 0;
        _perMillisecond = Frequency / 1_000;

        // A tick of the coarse clock, and the millisecond that it is cut to.
        Lag = (Timeline.Coarse.Units(TimeSpan.Zero) + 1) * _perMillisecond;
    }

    /// <summary>Units in a second.</summary>
    public long Frequency { get; }

    /// <summary>Whether <see cref="TryReadCoarse"/> may succeed.</summary>
    public bool HasCoarse { get; }

    /// <summary>How far the present may be from a coarse reading, before or after it.</summary>
    public long Lag { get; }

    private bool IsSystem { get; }

    /// <summary>The present.</summary>
    public long Now => HasCoarse ? ReadAndSample() : IsSystem ? _provider.GetTimestamp() - _origin : ReadForeign();

    /// <summary>The present, give or take <see cref="Lag"/>.</summary>
    /// <returns>False if there was no exact reading lately: take one.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryReadCoarse(out long now)
    {
        long milliseconds = _milliseconds is null ? Environment.TickCount64 : _milliseconds();
        now = (milliseconds * _perMillisecond) + Volatile.Read(ref _base);
        return (ulong)(milliseconds - Volatile.Read(ref _sampledAt)) <= SampleLife;
    }

    /// <summary>A duration in units, rounded up.</summary>
    public long Units(TimeSpan duration) =>
        (long)((((Int128)duration.Ticks * Frequency) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond);

    /// <summary>Units as a duration, rounded up.</summary>
    public TimeSpan Span(long units) =>
        TimeSpan.FromTicks((long)((((Int128)units * TimeSpan.TicksPerSecond) + Frequency - 1) / Frequency));

    /// <summary>Waits until <paramref name="due"/>. The task never fails; after a cancellation it is too early.</summary>
    public async Task WaitUntilAsync(long due, CancellationToken token)
    {
        // The timers of the system count whole milliseconds, and cut. A clock that stands still while its timers fire is believed
        // after the third.
        bool rounds = IsSystem;
        for (int i = 0; i < 3 && !token.IsCancellationRequested; i++)
        {
            long left = due - Now;
            if (left <= 0)
                return;
            TimeSpan wait = Span(left);
            if (rounds)
                wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            rounds = true;
            await Task.Delay(wait < Require.LongestWait ? wait : Require.LongestWait, _provider, token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private long ReadAndSample()
    {
        long before = _milliseconds is null ? Environment.TickCount64 : _milliseconds();
        long now = _provider.GetTimestamp() - _origin;
        long after = _milliseconds is null ? Environment.TickCount64 : _milliseconds();

        // Otherwise this thread may have slept between the readings, and they do not belong together.
        if (before == after)
        {
            Volatile.Write(ref _base, now - (before * _perMillisecond));
            Volatile.Write(ref _sampledAt, before);
        }

        return now;
    }

    private long ReadForeign()
    {
        long shift = Volatile.Read(ref _shift);
        long now = _provider.GetTimestamp() - _origin + shift;
        long last = Volatile.Read(ref _last);
        if (now > last)
        {
            Interlocked.CompareExchange(ref _last, now, last);
            return now;
        }

        // Readings of several threads may pass each other by a little: that is no step.
        if (now >= last - Frequency)
            return now;
        Interlocked.CompareExchange(ref _shift, shift + last - now, shift);
        return last;
    }
}
