namespace Resilience.Statistics;

/// <summary>
/// Counts of the recent past in rotating buckets. A bucket leaves exactly one window after it began, on reading as well as on adding,
/// so an idle gap never leaves stale counts. Time is whatever unit the owner counts in, and never runs backwards in here.
/// Not synchronised: its owner holds a lock.
/// </summary>
internal sealed class RollingWindow
{
    private readonly long _start;
    private readonly long _bucketLength;
    private readonly int _buckets;
    private readonly int _series;
    private readonly long[] _counts;
    private readonly long[] _sums;
    private long _epoch;

    /// <param name="start">The time of creation.</param>
    /// <param name="bucketLength">The length of a bucket, at least 1; the window is all buckets together.</param>
    /// <param name="buckets">How many buckets, at least 1.</param>
    /// <param name="series">How many counts are kept side by side, at least 1.</param>
    public RollingWindow(long start, long bucketLength, int buckets, int series = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bucketLength, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(series, 1);
        _start = start;
        _bucketLength = bucketLength;
        _buckets = buckets;
        _series = series;
        _counts = new long[buckets * series];
        _sums = new long[series];
    }

    /// <summary>Adds to a count at this time.</summary>
    public void Add(long now, long amount, int series = 0)
    {
        Advance(now);
        Put(_epoch, amount, series);
    }

    /// <summary>
    /// Adds an amount of which only is known that it came in since the last time that this window was touched: it is spread evenly
    /// over the buckets since then, and what falls on buckets that have left is dropped.
    /// </summary>
    public void AddSinceLastTouch(long now, long amount, int series = 0)
    {
        long last = _epoch;
        Advance(now);
        long span = _epoch - last + 1;
        long share = amount / span;
        if (span <= _buckets)
        {
            Put(last, amount % span, series); // what cannot be divided goes to the bucket that leaves first
        }

        for (long i = Math.Min(span, _buckets) - 1; i >= 0; i--)
        {
            Put(_epoch - i, share, series);
        }
    }

    /// <summary>The sum of a count over the window that ends now.</summary>
    public long Sum(long now, int series = 0)
    {
        Advance(now);
        return _sums[series];
    }

    /// <summary>One count divided by another over the window that ends now; 0 if there is nothing to divide by.</summary>
    public double Rate(long now, int part, int whole)
    {
        Advance(now);
        return _sums[whole] == 0 ? 0 : (double)_sums[part] / _sums[whole];
    }

    private void Put(long epoch, long amount, int series)
    {
        _counts[(int)(epoch % _buckets) * _series + series] += amount;
        _sums[series] += amount;
    }

    private void Advance(long now)
    {
        long epoch = Math.Max(0, now - _start) / _bucketLength;
        long steps = Math.Min(epoch - _epoch, _buckets);
        for (long i = 0; i < steps; i++)
        {
            int slot = (int)((epoch - i) % _buckets) * _series;
            for (int series = 0; series < _series; series++)
            {
                _sums[series] -= _counts[slot + series];
                _counts[slot + series] = 0;
            }
        }

        _epoch = Math.Max(_epoch, epoch);
    }
}
