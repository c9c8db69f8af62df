namespace Resilience.RateLimiting;

/// <summary>
/// How a sliding window divides time: into segments of equal length, so many of which make up the window. Pure.
/// </summary>
/// <param name="Length">The length of a segment, in units of the clock.</param>
/// <param name="Count">The segments in a window.</param>
/// <param name="Origin">When the segment with the number <paramref name="First"/> begins.</param>
/// <param name="First">A segment's number.</param>
internal readonly record struct WindowShape(long Length, int Count, long Origin, long First)
{
    /// <summary>The shape of a window; a slow clock may have fewer units than segments are asked for.</summary>
    public static WindowShape Of(long window, int segments, long origin, long first)
    {
        int count = (int)Math.Min(segments, window);
        return new((window + count - 1) / count, count, origin, first);
    }

    /// <summary>The segment in which a moment lies.</summary>
    public long IndexOf(long moment)
    {
        long offset = moment - Origin;
        return First + ((offset >= 0 ? offset : offset - Length + 1) / Length);
    }

    /// <summary>When a segment begins.</summary>
    public long StartOf(long index) => Origin + ((index - First) * Length);
}
