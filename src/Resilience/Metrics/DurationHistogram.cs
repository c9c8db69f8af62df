using Resilience.Statistics;

namespace Resilience.Metrics;

/// <summary>
/// Durations since the beginning, in 7 KB: quantiles within 1/64 (and a tenth of a millisecond) for durations up to 119 hours; longer ones
/// count as that, but for total and maximum. Not synchronised: its owner holds a lock.
/// </summary>
internal sealed class DurationHistogram
{
    private const long Unit = TimeSpan.TicksPerMillisecond / 10;

    private readonly long[] _counts = new long[LogLinearScale.Bins];
    private long _count;
    private TimeSpan _total;
    private TimeSpan _longest;

    /// <summary>Records a duration; a negative one counts as zero.</summary>
    public void Record(TimeSpan duration)
    {
        duration = duration < TimeSpan.Zero ? TimeSpan.Zero : duration;
        _counts[LogLinearScale.BinOf((uint)Math.Min(duration.Ticks / Unit, uint.MaxValue))]++;
        _count++;
        _total += duration;
        if (duration > _longest)
            _longest = duration;
    }

    public DurationSummary Summary() => new()
    {
        Count = _count,
        Total = _total,
        Longest = _longest,
        Median = Quantile(0.5),
        Percentile90 = Quantile(0.9),
        Percentile95 = Quantile(0.95),
        Percentile99 = Quantile(0.99),
    };

    private TimeSpan Quantile(double quantile)
    {
        if (_count == 0)
            return TimeSpan.Zero;
        long rank = Math.Max(1, (long)Math.Ceiling(quantile * _count));
        var middle = new TimeSpan(LogLinearScale.MiddleOf(LogLinearScale.BinOfRank(_counts, rank)) * Unit);
        return middle < _longest ? middle : _longest; // the middle of a bin may lie above all that is in it
    }
}
