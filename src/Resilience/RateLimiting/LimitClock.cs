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
    private const long HighestFrequency = 1_000_000_000;

    private readonly TimeProvider _provider;
    private readonly Func<long>? _milliseconds;
    private readonly long _frequency;
    private readonly long _origin;
    private readonly long _perMillisecond;
    private readonly bool _isSystem;
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
        _frequency = provider.TimestampFrequency;

        // What is finer than a nanosecond would leave no room for a process's life.
        Frequency = Math.Min(_frequency, HighestFrequency);
        _origin = provider.GetTimestamp();
        _isSystem = ReferenceEquals(provider, TimeProvider.System);
        HasCoarse = (_isSystem || milliseconds is not null) && _frequency == Frequency && Frequency % 1_000 == 0;
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

    /// <summary>The present.</summary>
    public long Now => HasCoarse ? ReadAndSample() : _isSystem ? _provider.GetTimestamp() - _origin : ReadForeign();

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

    /// <summary>
    /// Waits until <paramref name="due"/>, and never less, whatever the timers do. After a cancellation it is too early; that is no failure.
    /// </summary>
    /// <remarks>
    /// A clock whose timers fire long before their time, while it stands still or lags behind, is one for tests: after three such timers
    /// the wait is over. The system's is none of these.
    /// </remarks>
    public async Task WaitUntilAsync(long due, CancellationToken token)
    {
        int lies = 0;
        long now = Now;
        while (due - now is var left and > 0 && lies < 3 && !token.IsCancellationRequested)
        {
            // The timers of the system count whole milliseconds, and cut.
            TimeSpan wait = Span(left);
            if (_isSystem || lies > 0)
                wait = TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
            await Task.Delay(wait < Require.LongestWait ? wait : Require.LongestWait, _provider, token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            long before = now;
            now = Now;
            if (!_isSystem && (now - before) * 2 < left)
                lies++;
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
        long elapsed = _provider.GetTimestamp() - _origin;
        if (_frequency != Frequency)
            elapsed = (long)((Int128)elapsed * Frequency / _frequency);
        long now = elapsed + shift;
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
