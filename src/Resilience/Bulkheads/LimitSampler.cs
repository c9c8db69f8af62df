using Resilience.Statistics;

namespace Resilience.Bulkheads;

/// <summary>
/// Counts the calls of a window by their time, in a histogram: one atomic increment each, no lock. Whatever is recorded is taken exactly
/// once, by this window or, if that is just being taken, by the next.
/// </summary>
internal sealed class LimitSampler
{
    private const int SubBits = 4; // the middle of a bin is within 1/32 of what is in it

    private static readonly int _bins = LogLinearScale.BinOf(uint.MaxValue, SubBits) + 1;

    private readonly int[] _counts = new int[_bins];
    private int _drops;
    private int _maxInFlight;

    /// <summary>Counts a call that took so long; what exceeds 71 minutes counts as that.</summary>
    public void Record(uint microseconds, int inFlight)
    {
        Interlocked.Increment(ref _counts[LogLinearScale.BinOf(microseconds, SubBits)]);
        See(inFlight);
    }

    /// <summary>Counts a call that was dropped.</summary>
    public void Drop(int inFlight)
    {
        Interlocked.Increment(ref _drops);
        See(inFlight);
    }

    /// <summary>How many calls have been recorded.</summary>
    public long Count()
    {
        long count = Volatile.Read(ref _drops);
        for (int bin = 0; bin < _counts.Length; bin++)
            count += Volatile.Read(ref _counts[bin]);
        return count;
    }

    /// <summary>Takes what has been recorded out. One at a time.</summary>
    public LimitWindow Take()
    {
        Span<int> taken = stackalloc int[_bins];
        long calls = 0;
        double sum = 0;
        for (int bin = 0; bin < taken.Length; bin++)
        {
            int count = Volatile.Read(ref _counts[bin]) == 0 ? 0 : Interlocked.Exchange(ref _counts[bin], 0);
            taken[bin] = count;
            calls += count;
            sum += (double)count * LogLinearScale.MiddleOf(bin, SubBits);
        }

        return new()
        {
            Calls = calls,
            Drops = Interlocked.Exchange(ref _drops, 0),
            MaxInFlight = Interlocked.Exchange(ref _maxInFlight, 0),
            AverageTime = calls == 0 ? TimeSpan.Zero : TimeSpan.FromMicroseconds((long)(sum / calls)),
            ShortestTime = TimeOf(taken, 1),
            MedianTime = TimeOf(taken, (calls + 1) / 2),
            Percentile90 = TimeOf(taken, (long)Math.Ceiling(0.9 * calls)),
        };
    }

    private static TimeSpan TimeOf(ReadOnlySpan<int> counts, long rank)
    {
        long seen = 0;
        for (int bin = 0; bin < counts.Length; bin++)
        {
            seen += counts[bin];
            if (seen >= rank && seen > 0)
                return TimeSpan.FromMicroseconds(LogLinearScale.MiddleOf(bin, SubBits));
        }

        return TimeSpan.Zero;
    }

    private void See(int inFlight)
    {
        int seen = Volatile.Read(ref _maxInFlight);
        while (inFlight > seen)
        {
            int before = Interlocked.CompareExchange(ref _maxInFlight, inFlight, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }
}
