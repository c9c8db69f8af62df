using System.Runtime.CompilerServices;
using Resilience.Statistics;

namespace Resilience.Registry;

/// <summary>The calls of an operation since somebody began to count. A success that takes no time at all costs one increment.</summary>
internal sealed class OperationCounts(DateTimeOffset since)
{
    private readonly StripedCounter _successes = new();
    private readonly CallDurations _durations = new();
    private long _failures;
    private long _rejections;
    private long _cancellations;
    private long _retries;
    private long _fallbacks;

    /// <summary>A call has succeeded. What it took, and how often it was tried, is told apart: mostly neither is worth it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Succeeded(ref uint stripe) => _successes.Increment(ref stripe);

    public void SucceededSlowly(long microseconds, int attempts)
    {
        if (microseconds > 0)
            _durations.Record(microseconds);
        CountRetries(attempts);
    }

    public void Failed(long microseconds, int attempts)
    {
        Interlocked.Increment(ref _failures);
        if (microseconds > 0)
            _durations.Record(microseconds);
        CountRetries(attempts);
    }

    public void Rejected(int attempts)
    {
        Interlocked.Increment(ref _rejections);
        CountRetries(attempts);
    }

    public void Cancelled(int attempts)
    {
        Interlocked.Increment(ref _cancellations);
        CountRetries(attempts);
    }

    public void FellBack() => Interlocked.Increment(ref _fallbacks);

    public OperationSnapshot Snapshot(string name, OperationDefinition definition)
    {
        long successes = _successes.Sum();
        long failures = Volatile.Read(ref _failures);
        DurationSummary times = _durations.Summarize(successes + failures);
        return new()
        {
            Name = name,
            Definition = definition.ToString(),
            Since = since,
            Successes = successes,
            Failures = failures,
            Rejections = Volatile.Read(ref _rejections),
            Cancellations = Volatile.Read(ref _cancellations),
            Retries = Volatile.Read(ref _retries),
            Fallbacks = Volatile.Read(ref _fallbacks),
            AverageTime = times.Average,
            LongestTime = times.Longest,
            MedianTime = times.Median,
            Percentile95 = times.Percentile95,
            Percentile99 = times.Percentile99,
        };
    }

    private void CountRetries(int attempts)
    {
        if (attempts > 1)
            Interlocked.Add(ref _retries, attempts - 1);
    }
}
