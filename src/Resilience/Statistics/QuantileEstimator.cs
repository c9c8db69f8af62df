namespace Resilience.Statistics;

/// <summary>
/// Estimates one quantile of recent durations, from histograms in three rotating slices: it stands for the last two thirds to all of
/// the window. Within 1/64 of the exact value (and a microsecond) for durations up to 71 minutes; longer ones count as that. 11 KB.
/// Recording takes no lock within a slice; a duration recorded while its slice is cleared may be lost. Time is in the owner's unit.
/// </summary>
internal sealed class QuantileEstimator
{
    private const int Slices = 3;
    private const int Longer = LogLinearScale.Bins;
    private const int SliceBins = LogLinearScale.Bins + 1;
    private const int RefreshesPerWindow = 100;
    private const long None = -1;

    private readonly Lock _gate = new();
    private readonly int[] _counts = new int[Slices * SliceBins];
    private readonly double _quantile;
    private readonly int _warmUp;
    private readonly long _start;
    private readonly long _sliceLength;
    private readonly long _refreshInterval;
    private long _epoch;
    private long _refreshAt;
    private long _estimate = None;

    /// <param name="quantile">Which quantile, 0 to 1; 0.95 is the duration that 95 % do not exceed.</param>
    /// <param name="start">The time of creation.</param>
    /// <param name="window">How far back it remembers, in the unit of <paramref name="start"/>; at least 3.</param>
    /// <param name="warmUp">With fewer durations than this in the window there is no estimate; at least 1.</param>
    public QuantileEstimator(double quantile, long start, long window, int warmUp)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(quantile, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(quantile, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(window, Slices);
        ArgumentOutOfRangeException.ThrowIfLessThan(warmUp, 1);
        _quantile = quantile;
        _warmUp = warmUp;
        _start = start;
        _sliceLength = window / Slices;
        _refreshInterval = Math.Max(1, window / RefreshesPerWindow);
        _refreshAt = start;
    }

    /// <summary>Records a duration; a negative one counts as zero.</summary>
    public void Record(long now, TimeSpan duration)
    {
        uint microseconds = (uint)Math.Clamp(duration.Ticks / TimeSpan.TicksPerMicrosecond, 0, uint.MaxValue);
        Count(now, LogLinearScale.BinOf(microseconds));
    }

    /// <summary>
    /// Records that something took longer than the estimate, without saying how long: the others are placed below it. An estimate that would
    /// be among such durations is the longest that was measured.
    /// </summary>
    public void RecordLonger(long now) => Count(now, Longer);

    private void Count(long now, int bin)
    {
        long epoch = EpochOf(now);
        if (epoch > Volatile.Read(ref _epoch))
        {
            lock (_gate)
            {
                Rotate_NeedsLock(epoch);
            }
        }

        Interlocked.Increment(ref _counts[Slice(epoch) + bin]);
    }

    /// <summary>
    /// The quantile, or null before the warm-up is over. Asked again within a hundredth of the window, it repeats its answer: one read.
    /// </summary>
    public TimeSpan? Estimate(long now)
    {
        // Whoever finds the gate taken uses the answer that is about to be replaced rather than wait.
        if (now >= Volatile.Read(ref _refreshAt) && _gate.TryEnter())
        {
            try
            {
                Rotate_NeedsLock(EpochOf(now));
                Volatile.Write(ref _estimate, Compute());
                Volatile.Write(ref _refreshAt, now + _refreshInterval);
            }
            finally
            {
                _gate.Exit();
            }
        }

        long estimate = Volatile.Read(ref _estimate);
        return estimate == None ? null : new TimeSpan(estimate * TimeSpan.TicksPerMicrosecond);
    }

    private static int Slice(long epoch) => (int)(epoch % Slices) * SliceBins;

    private long EpochOf(long now) => Math.Max(0, now - _start) / _sliceLength;

    private void Rotate_NeedsLock(long epoch)
    {
        for (long i = Math.Min(epoch - _epoch, Slices) - 1; i >= 0; i--)
        {
            Array.Clear(_counts, Slice(epoch - i), SliceBins);
        }

        Volatile.Write(ref _epoch, Math.Max(_epoch, epoch));
    }

    private long Compute()
    {
        Span<long> merged = stackalloc long[SliceBins];
        merged.Clear();
        long total = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            int count = Volatile.Read(ref _counts[i]);
            merged[i % SliceBins] += count;
            total += count;
        }

        if (total < _warmUp)
        {
            return None;
        }

        long rank = Math.Max(1, (long)Math.Ceiling(_quantile * total));
        int bin = 0;
        for (long seen = merged[0]; seen < rank; seen += merged[bin])
        {
            bin++;
        }

        // What is known only to be longer is taken for as long as the longest that was measured.
        if (bin == Longer)
            bin = merged[..Longer].LastIndexOfAnyExcept(0L);
        return bin < 0 ? None : LogLinearScale.MiddleOf(bin);
    }
}
