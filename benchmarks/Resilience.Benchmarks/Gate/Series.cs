namespace Resilience.Benchmarks.Gate;

/// <summary>The samples of one contender, one per round.</summary>
internal sealed class Series
{
    private readonly List<Sample> _samples = [];

    public Sample this[int round] => _samples[round];

    public double NanosecondsPerCall => Median.Of(_samples.Select(static sample => sample.NanosecondsPerCall));

    /// <summary>Of the median round: what a cache allocates now and then does not count, what happens in each round does.</summary>
    public long BytesPerCall => (long)Median.Of(_samples.Select(static sample => (double)sample.BytesPerCall));

    /// <summary>
    /// False if the calls of the median round allocated at all: an integer division alone would call one allocation
    /// in a thousand calls none.
    /// </summary>
    public bool IsFreeOfAllocations => Median.Of(_samples.Select(static sample => (double)sample.Bytes)) == 0;

    public void Add(Sample sample) => _samples.Add(sample);

    /// <summary>The median of the ratios of each round, whose two batches ran one right after the other.</summary>
    public double RatioTo(Series other) =>
        Median.Of(_samples.Zip(other._samples, static (mine, theirs) => mine.NanosecondsPerCall / theirs.NanosecondsPerCall));
}
