namespace Resilience.Benchmarks.Gate;

/// <summary>One side of a row: makes batches of calls and measures them.</summary>
internal abstract class Contender
{
    /// <summary>Why what it measured does not count, or null.</summary>
    public virtual string? Fault => null;

    /// <summary>What else is worth saying about it, or null.</summary>
    public virtual string? Remark => null;

    /// <summary>Called before a row warms up or measures.</summary>
    public virtual void Start()
    {
    }

    /// <summary>Called after a row warmed up or measured.</summary>
    public virtual void Stop()
    {
    }

    /// <summary>Makes about <paramref name="calls"/> calls; the sample says how many exactly.</summary>
    public abstract Sample Run(int calls);

    /// <summary>Makes calls that nobody measures.</summary>
    public virtual void WarmUp(int calls) => Run(calls);

    /// <summary>How many calls fill a batch of the given length.</summary>
    public virtual int CallsIn(TimeSpan batch)
    {
        const int Most = 1 << 28;
        var calls = 64;
        while (true)
        {
            Sample sample = Run(calls);
            double nanoseconds = Math.Max(1, sample.NanosecondsPerCall * sample.Calls);
            if (nanoseconds >= batch.TotalNanoseconds / 2 || calls >= Most)
            {
                return (int)Math.Clamp(batch.TotalNanoseconds / nanoseconds * sample.Calls, 1, Most);
            }

            calls *= 2;
        }
    }

    protected static void RequireResults(long sum, int calls)
    {
        if (sum != calls)
        {
            throw new InvalidOperationException($"{calls} calls returned results that add up to {sum}.");
        }
    }
}
