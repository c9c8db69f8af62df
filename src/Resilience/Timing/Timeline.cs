namespace Resilience.Timing;

/// <summary>
/// Where the deadlines of one pipeline are measured: a monotonic clock with its own unit, and the sweeper that watches it.
/// </summary>
/// <remarks>
/// Under the system clock a pipeline whose shortest timeout is at least <see cref="CoarseLimit"/> reads
/// <see cref="Environment.TickCount64"/>, which costs a fifth of a timestamp. One clock tick is added to a coarse deadline:
/// the reading may be a tick old, and a timeout must never be early.
/// </remarks>
internal sealed class Timeline
{
    /// <summary>No deadline at all.</summary>
    public const long Never = long.MaxValue;

    /// <summary>No deadline either, but something to be cancelled: later than any deadline, and watched like one.</summary>
    public const long Unlimited = Never - 1;

    private const long LongestLength = long.MaxValue / 4;

    /// <summary>The shortest timeout for which the coarse clock is good enough.</summary>
    public static readonly TimeSpan CoarseLimit = TimeSpan.FromSeconds(1);

    // The tick of the coarse clock: 15.6 ms on Windows; at most 10 ms elsewhere (a kernel with 100 Hz).
    private static readonly long _coarseTick = OperatingSystem.IsWindows() ? 16 : 10;

    private readonly TimeProvider? _provider;
    private readonly long _unitsPerSecond;
    private readonly long _margin;

    private Timeline(TimeProvider? provider, long unitsPerSecond, long margin, Sweeper sweeper)
    {
        _provider = provider;
        _unitsPerSecond = unitsPerSecond;
        _margin = margin;
        Sweeper = sweeper;
        Polls = sweeper.Polls;
    }

    /// <summary>The system clock, read coarsely: milliseconds.</summary>
    public static Timeline Coarse { get; } = new(null, 1_000, _coarseTick, SystemSweeper.Instance);

    /// <summary>The system clock, read exactly: timestamps.</summary>
    public static Timeline Fine { get; } = new(TimeProvider.System, TimeProvider.System.TimestampFrequency, 0, SystemSweeper.Instance);

    /// <summary>Fires the deadlines measured here.</summary>
    public Sweeper Sweeper { get; }

    /// <inheritdoc cref="Sweeper.Polls"/>
    public bool Polls { get; }

    /// <summary>The present, in this timeline's units.</summary>
    public long Now => _provider is null ? Environment.TickCount64 : _provider.GetTimestamp();

    /// <summary>The timeline for a pipeline whose shortest timeout is <paramref name="shortest"/>.</summary>
    public static Timeline For(TimeProvider provider, TimeSpan shortest) =>
        provider != TimeProvider.System ? ProviderSweeper.TimelineOf(provider) : shortest < CoarseLimit ? Fine : Coarse;

    /// <summary>The timeline of a clock other than the system's.</summary>
    public static Timeline Foreign(TimeProvider provider, Sweeper sweeper) => new(provider, provider.TimestampFrequency, 0, sweeper);

    /// <summary>A duration in this timeline's units, rounded up, with the margin that keeps a deadline from being early.</summary>
    public long Units(TimeSpan duration)
    {
        long length = Length(duration);
        return length == LongestLength ? length : length + _margin;
    }

    /// <summary>A duration in this timeline's units, rounded up, to compare measured ones with.</summary>
    public long Length(TimeSpan duration)
    {
        Int128 units = (((Int128)duration.Ticks * _unitsPerSecond) + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
        return units > LongestLength ? LongestLength : (long)units;
    }

    /// <summary>A measured length as a duration.</summary>
    public TimeSpan Span(long units) => Span(units, 0);

    /// <summary>
    /// The time from now until <paramref name="due"/>, rounded up: zero or less only when it has passed, as long as can be if there is
    /// none.
    /// </summary>
    public TimeSpan Until(long due) => due == Never ? TimeSpan.MaxValue : Span(due - Now, _unitsPerSecond - 1);

    /// <summary>The time from <paramref name="start"/>, a reading of <see cref="Now"/>, until now.</summary>
    public TimeSpan Since(long start) => Span(Now - start, 0);

    private TimeSpan Span(long units, long rounding)
    {
        Int128 ticks = ((Int128)units * TimeSpan.TicksPerSecond) + (units > 0 ? rounding : 0);
        return TimeSpan.FromTicks(long.CreateSaturating(ticks / _unitsPerSecond));
    }
}
