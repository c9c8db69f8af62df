using System.Diagnostics;

namespace Resilience.Benchmarks.Gate;

/// <summary>One timed batch: when it began and ended (<see cref="Stopwatch"/> ticks), what it allocated, how many calls it made.</summary>
internal readonly record struct Sample(long Began, long Ended, long Bytes, int Calls)
{
    public double NanosecondsPerCall => Nanoseconds(Ended - Began) / Calls;

    public long BytesPerCall => Bytes / Calls;

    public static double Nanoseconds(long ticks) => ticks * (1e9 / Stopwatch.Frequency);
}
