using Resilience.Statistics;

namespace Resilience.CircuitBreakers;

/// <summary>
/// How long calls took, in units of the breaker's choice, in a histogram for each bucket of the window. Calls of less than one are not
/// recorded: they are what remains of all calls. Recording takes no lock; a time recorded while its bucket is cleared may be lost.
/// </summary>
internal sealed class CallTimes
{
    private const int SubBits = 2; // the middle of a bin is within an eighth of what is in it
    private const uint Longest = (1u << 26) - 1; // 18 hours, or 11 minutes of the fine units; sums know no limit

    /// <summary>The unit where the clock is exact.</summary>
    public static readonly TimeSpan FineUnit = TimeSpan.FromMicroseconds(10);

    private static readonly int _bins = LogLinearScale.BinOf(Longest, SubBits) + 1;

    private readonly int _buckets;
    private readonly int[] _counts;
    private readonly long[] _sums;
    private long _epoch;

    public CallTimes(int buckets, long epoch)
    {
        _buckets = buckets;
        _epoch = epoch;
        _counts = new int[buckets * _bins];
        _sums = new long[buckets];
    }

    /// <summary>Records a time of at least one unit.</summary>
    public void Record(long units)
    {
        uint time = (uint)Math.Min(units, Longest);
        int bucket = (int)(Volatile.Read(ref _epoch) % _buckets);
        Interlocked.Increment(ref _counts[(bucket * _bins) + LogLinearScale.BinOf(time, SubBits)]);
        Interlocked.Add(ref _sums[bucket], units);
    }

    public void Advance_NeedsLock(long epoch)
    {
        for (long i = Math.Min(epoch - _epoch, _buckets) - 1; i >= 0; i--)
        {
            int bucket = (int)((epoch - i) % _buckets);
            Array.Clear(_counts, bucket * _bins, _bins);
            Volatile.Write(ref _sums[bucket], 0);
        }

        Volatile.Write(ref _epoch, Math.Max(_epoch, epoch));
    }

    /// <summary>The sum of all times in the window.</summary>
    public long Sum()
    {
        long sum = 0;
        for (int i = 0; i < _buckets; i++)
            sum += Volatile.Read(ref _sums[i]);
        return sum;
    }

    /// <summary>The time that a share of so many calls does not exceed.</summary>
    public long Quantile(double quantile, long calls)
    {
        Span<long> merged = stackalloc long[_bins];
        merged.Clear();
        long recorded = 0;
        for (int i = 0; i < _counts.Length; i++)
        {
            int count = Volatile.Read(ref _counts[i]);
            merged[i % _bins] += count;
            recorded += count;
        }

        long rank = Math.Max(1, (long)Math.Ceiling(quantile * Math.Max(calls, recorded)));
        long seen = Math.Max(0, calls - recorded);
        if (recorded == 0 || seen >= rank)
            return 0;
        return LogLinearScale.MiddleOf(LogLinearScale.BinOfRank(merged, rank - seen), SubBits);
    }
}
