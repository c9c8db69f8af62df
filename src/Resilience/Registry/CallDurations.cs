using Resilience.Statistics;

namespace Resilience.Registry;

/// <summary>
/// How long calls took, within a sixteenth and up to 71 minutes. Those that took no time are not recorded: their number is known to the
/// owner. Made when the first one takes time; 2 KB.
/// </summary>
internal sealed class CallDurations
{
    private const int SubBits = 3;
    private const int Bins = (32 - SubBits + 1) << SubBits;

    private long[]? _bins;
    private long _sum;
    private long _longest;

    public void Record(long microseconds)
    {
        long[] bins = LazyInitializer.EnsureInitialized(ref _bins, static () => new long[Bins]);
        uint value = (uint)Math.Min(microseconds, uint.MaxValue);
        Interlocked.Increment(ref bins[LogLinearScale.BinOf(value, SubBits)]);
        Interlocked.Add(ref _sum, value);
        long longest = Volatile.Read(ref _longest);
        while (longest < value)
        {
            long seen = Interlocked.CompareExchange(ref _longest, value, longest);
            if (seen == longest)
                break;
            longest = seen;
        }
    }

    /// <summary>Summarizes so many calls; those that are not recorded took no time.</summary>
    public DurationSummary Summarize(long calls)
    {
        if (calls == 0)
            return default;
        long[] bins = [.. Volatile.Read(ref _bins) ?? []];
        long recorded = bins.Sum();
        calls = Math.Max(calls, recorded);
        long longest = Volatile.Read(ref _longest);
        return new(
            Time(Volatile.Read(ref _sum) / calls),
            Time(longest),
            Quantile(bins, calls, recorded, 0.5, longest),
            Quantile(bins, calls, recorded, 0.95, longest),
            Quantile(bins, calls, recorded, 0.99, longest));
    }

    private static TimeSpan Quantile(long[] bins, long calls, long recorded, double quantile, long longest)
    {
        long rank = (long)Math.Ceiling(quantile * calls) - (calls - recorded);
        if (rank <= 0)
            return TimeSpan.Zero;
        return Time(Math.Min(LogLinearScale.MiddleOf(LogLinearScale.BinOfRank(bins, rank), SubBits), longest));
    }

    private static TimeSpan Time(long microseconds) => TimeSpan.FromMicroseconds(microseconds);
}
